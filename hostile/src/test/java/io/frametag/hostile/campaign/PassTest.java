package io.frametag.hostile.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.frametag.faults.Build;
import io.frametag.faults.Project;
import io.frametag.hostile.image.Mutants;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PassTest {
    private static final CampaignPlan PLAN = new CampaignPlan(6, 40, 9_000, CampaignPlan.PATIENCE);

    @Test
    void thePassesBehindTheFirstGetAThirdOfItsImagesAndEveryKindIfItHasThem() throws Exception {
        Mutants mutants = PLAN.mutants(Project.folder());

        assertThat(Pass.SHIPPED.of(PLAN, mutants)).isEqualTo(PLAN);
        assertThat(Pass.EXACT.of(PLAN, mutants)).isEqualTo(plan(3_000));
        assertThat(Pass.EXACT.of(plan(mutants.kinds()), mutants).images()).isEqualTo(mutants.kinds());
        assertThat(Pass.EXACT.of(plan(2), mutants).images()).isEqualTo(2);
    }

    @Test
    void itsOptionsAreBeforeThoseOfTheBuild() {
        Build build = new Build(Path.of("job.jar"), "Main", List.of("--top-k", "2"));

        assertThat(Pass.SHIPPED.of(build)).isEqualTo(build);
        assertThat(Pass.STRICT.of(build).options()).containsExactly("--damaged-images", "strict", "--top-k", "2");
    }

    private static CampaignPlan plan(int images) {
        return new CampaignPlan(6, 40, images, CampaignPlan.PATIENCE);
    }
}
