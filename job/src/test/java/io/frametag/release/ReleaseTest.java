package io.frametag.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frametag.pipeline.ModelReference;
import io.frametag.schema.ModelRelease;
import io.frametag.schema.SingleObjectCodec;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleaseTest {
    private static final String SHA256 = "0a".repeat(32);
    private final SingleObjectCodec<ModelRelease> codec = SingleObjectCodec.modelReleases();

    private Release read(String bundle, String sha256, String version) throws RefusedReleaseException {
        byte[] value = codec.encode(new ModelRelease(bundle, sha256, version, Instant.EPOCH));
        return Release.of(new ReleaseMessage(7, value), codec).orElseThrow();
    }

    @Test
    void aReleaseNamesABundleToTheByte() throws Exception {
        assertThat(read("s3://models/cats", SHA256, "v1").reference())
                .isEqualTo(new ModelReference("s3://models/cats", SHA256, "v1"));
        assertThat(read("/models/cats", SHA256, null)).isEqualTo(new Release(7, "/models/cats", SHA256, null));
    }

    @Test
    void aTombstoneIsNone() throws Exception {
        assertThat(Release.of(new ReleaseMessage(7, null), codec)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.com/cats,,, tasks load nothing by HTTP",
        "HTTP://example.com/cats,,, tasks load nothing by HTTP",
        "s3://me:secret@bucket/cats,,, has a password in its address",
        "' ',,, bundle has 1 characters",
        "/models/cats, 0a,, sha256 is no SHA-256",
        "/models/cats,, '', version has 0 characters"
    })
    void whatNoTaskCouldLoadIsRefused(String bundle, String sha256, String version, String reason) {
        assertThatThrownBy(() -> read(bundle, sha256 == null ? SHA256 : sha256, version))
                .isInstanceOf(RefusedReleaseException.class)
                .hasMessageContaining(reason)
                .hasMessageNotContaining("secret");
    }
}
