package io.frametag.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FetchConfigTest {
    private static Optional<FetchConfig> parse(String... args) {
        List<String> all = new ArrayList<>(List.of("--bootstrap-servers", "localhost:9092"));
        all.addAll(List.of(args));
        return JobConfig.parse(all.toArray(String[]::new), Map.of()).fetch();
    }

    @Test
    void nothingIsFetchedUnlessSomebodySaysFromWhere() {
        assertThat(parse()).isEmpty();
    }

    @Test
    void aHostIsEnough() {
        FetchConfig config = parse("--fetch-hosts", "Images.Example.com.").orElseThrow();
        assertThat(config.hosts()).containsExactly(new HostRule("images.example.com", false, 0));
        assertThat(config.schemes()).containsExactly("https");
        assertThat(config.roots()).isEmpty();
        assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.attempts()).isEqualTo(3);
        assertThat(config.concurrency()).isEqualTo(16);
        assertThat(config.privateAddresses()).isFalse();
    }

    @Test
    void aFolderIsEnough() {
        FetchConfig config = parse("--fetch-roots", "/photos;s3://bucket/images", "--fetch-schemes", "file;S3")
                .orElseThrow();
        assertThat(config.schemes()).containsExactlyInAnyOrder("file", "s3");
        assertThat(config.roots())
                .containsExactly(new FetchRoot("file", null, "/photos/"), new FetchRoot("s3", "bucket", "/images/"));
    }

    @ParameterizedTest
    @CsvSource({
        "example.com, example.com, 443, true",
        "example.com, example.com, 80, true",
        "example.com, example.com, 8443, false",
        "example.com, www.example.com, 443, false",
        "example.com, example.com.evil.org, 443, false",
        "example.com, notexample.com, 443, false",
        "example.com:8443, example.com, 8443, true",
        "example.com:8443, example.com, 443, false",
        "*.example.com, www.example.com, 443, true",
        "*.example.com, a.b.example.com, 443, true",
        "*.example.com, example.com, 443, false",
        "*.example.com, evilexample.com, 443, false",
        "*.example.com:8443, www.example.com, 8443, true",
        "*, whoever.org, 443, true",
        "*, whoever.org, 22, false",
        "*:8080, whoever.org, 8080, true",
        "10.1.2.3, 10.1.2.3, 443, true",
        "[::1]:8080, 0:0:0:0:0:0:0:1, 8080, true",
        "[::ffff:1.2.3.4], 1.2.3.4, 443, true",
        "my_bucket.example.com, my_bucket.example.com, 443, true",
    })
    void hostsAndPortsAreHeldAgainstTheRule(String rule, String host, int port, boolean matches) {
        HostRule parsed = HostRule.parse(rule);
        assertThat(parsed.matchesHost(host) && parsed.matchesPort(port)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({
        "s3://bucket/images, s3, bucket, /images/a.jpg, true",
        "s3://bucket/images, s3, bucket, /images/a/b.jpg, true",
        "s3://bucket/images, s3, bucket, /images-of-others/a.jpg, false",
        "s3://bucket/images, s3, bucket, /images/, false",
        "s3://bucket/images, s3, other, /images/a.jpg, false",
        "s3://bucket/images, s3a, bucket, /images/a.jpg, false",
        "s3://bucket, s3, bucket, /a.jpg, true",
        "/photos/, file, , /photos/a.jpg, true",
        "/photos/, file, host, /photos/a.jpg, false",
        "file:///photos, file, , /photos/a.jpg, true",
        "/my photos, file, , /my photos/a.jpg, true",
    })
    void pathsAreHeldAgainstTheRoot(String root, String scheme, String authority, String path, boolean holds) {
        assertThat(FetchRoot.parse(root).holds(scheme, authority, path)).isEqualTo(holds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/../a", "/a/..", "/a/../b", ".."})
    void whatLeadsUpwardsIsSeen(String path) {
        assertThat(FetchRoot.climbs(path)).isTrue();
    }

    @Test
    void twoDotsInANameLeadNowhere() {
        assertThat(FetchRoot.climbs("/a..b/..c/d..")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--fetch-timeout 5s                        | --fetch-timeout is given, but nothing may be fetched",
                "--fetch-schemes http                      | --fetch-schemes is given, but nothing may be fetched",
                "--fetch-hosts https://a.org               | --fetch-hosts: 'https://a.org' is neither a host nor HOST:PORT",
                "--fetch-hosts a.org/images                | --fetch-hosts: 'a.org/images' is neither a host nor HOST:PORT",
                "--fetch-hosts a.org:0                     | --fetch-hosts: 'a.org:0' has a port that is not from 1 to 65535",
                "--fetch-hosts a.org:99999                 | --fetch-hosts: 'a.org:99999' has a port",
                "--fetch-hosts a.*.org                     | --fetch-hosts: 'a.*.org' is no host's name",
                "--fetch-hosts *.                          | --fetch-hosts: '*.' is no host's name",
                "--fetch-hosts 127.1                       | --fetch-hosts: '127.1' is a number, but not four decimal ones",
                "--fetch-hosts [::z]                       | --fetch-hosts: '[::z]' is no IPv6 address",
                "--fetch-hosts b\u00fccher.de              | has letters that are not ASCII: write it in its xn-- form",
                "--fetch-hosts * --fetch-private-addresses | --fetch-private-addresses is given, and --fetch-hosts has *",
                "--fetch-hosts a.org --fetch-timeout 1ms   | --fetch-timeout is 1 ms: it must be from 100 ms to 10 min",
                "--fetch-hosts a.org --fetch-attempts 0    | --fetch-attempts is 0: it must be from 1 to 10",
                "--fetch-hosts a.org --fetch-concurrency 0 | --fetch-concurrency is 0: it must be from 1 to 256",
                "--fetch-hosts a.org --fetch-concurrency 25 | together they must be at most --bytes-in-flight, which is 100663296",
                "--fetch-hosts a.org --fetch-schemes s3    | --fetch-schemes lists 's3', but --fetch-roots has no folder of it",
                "--fetch-hosts a.org --fetch-schemes s/3   | --fetch-schemes: 's/3' is no scheme",
                "--fetch-roots /photos                     | --fetch-schemes does not list 'file': add it",
                "--fetch-roots photos --fetch-schemes file | --fetch-roots: 'photos' is neither an absolute path nor a URI",
                "--fetch-roots /a/../b --fetch-schemes file | --fetch-roots: '/a/../b' is neither",
                "--fetch-roots https://a.org/b             | is no file system's: name its host by --fetch-hosts",
            })
    void aWrongValueIsNamed(String args, String message) {
        assertThatThrownBy(() -> parse(args.trim().split(" +")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message.trim())
                .hasMessageEndingWith(".");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2130706433",
                "0x7f000001",
                "0x7f.1",
                "0177.0.0.1",
                "127.0.0.01",
                "127.1",
                "1.2.3.4.5",
                "256.1.1.1",
                "1.2.3.",
                "a.1",
                "a.0x",
            })
    void numbersThatAreNoPlainAddressAreNoHosts(String host) {
        assertThatThrownBy(() -> HostName.canonical(host))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is a number, but not four decimal ones");
    }

    @ParameterizedTest
    @CsvSource({
        "EXAMPLE.com., example.com",
        "1.2.3.4., 1.2.3.4",
        "[2001:DB8::1], 2001:db8:0:0:0:0:0:1",
        "xn--bcher-kva.de, xn--bcher-kva.de",
        "1a.example, 1a.example",
    })
    void aHostHasOneSpelling(String host, String canonical) {
        assertThat(HostName.canonical(host)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "a..b",
                "a b",
                "a%2eb",
                "a/b",
                "[fe80::1%25eth0]",
                "[::1",
                "[]",
                "[a.b]",
                "a\u0000"
            })
    void whatIsNoHostIsRefused(String host) {
        assertThatThrownBy(() -> HostName.canonical(host)).isInstanceOf(IllegalArgumentException.class);
    }
}
