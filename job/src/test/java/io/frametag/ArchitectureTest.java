package io.frametag;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.Serializable;
import org.apache.flink.api.common.functions.Function;

/** The rules of docs/architecture.md that a compiler does not know. */
@AnalyzeClasses(packages = "io.frametag", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule THE_CORE_KNOWS_NO_FRAMEWORK = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.frametag.image..",
                    "io.frametag.model..",
                    "io.frametag.natives..",
                    "io.frametag.segment..",
                    "io.frametag.yaml..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache..", "io.frametag.schema..")
            .because("decoding and inference are used by the job, the benchmarks and the tools alike");

    @ArchTest
    static final ArchRule NOBODY_BUT_KAFKA_KNOWS_KAFKA = noClasses()
            .that()
            .resideInAnyPackage("io.frametag.pipeline..", "io.frametag.config..", "io.frametag.metrics..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "org.apache.flink.connector.kafka..")
            .because("frames may come from files, too");

    @ArchTest
    static final ArchRule OPENCV_STAYS_IN_IMAGE = noClasses()
            .that()
            .resideOutsideOfPackage("io.frametag.image..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.bytedeco..")
            .because("whoever holds native pixels must know who frees them");

    @ArchTest
    static final ArchRule ONNX_RUNTIME_STAYS_IN_MODEL = noClasses()
            .that()
            .resideOutsideOfPackage("io.frametag.model..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ai.onnxruntime..");

    @ArchTest
    static final ArchRule THE_HTTP_CLIENT_STAYS_IN_FETCH = noClasses()
            .that()
            .resideOutsideOfPackage("io.frametag.fetch..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.hc..")
            .because("what is asked of other machines is checked there, address by address");

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("io.frametag.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule FLINK_FUNCTIONS_ARE_FINAL = classes()
            .that()
            .implement(Function.class)
            .or()
            .areAssignableTo(Serializable.class)
            .and()
            .resideInAPackage("io.frametag.pipeline..")
            .and()
            .areNotInterfaces()
            .should()
            .haveModifier(com.tngtech.archunit.core.domain.JavaModifier.FINAL)
            .because("a subclass would be serialized, too");

    @ArchTest
    static final ArchRule NO_FINALIZERS = methods()
            .that()
            .haveName("finalize")
            .should()
            .notBeDeclaredIn(Object.class)
            .allowEmptyShould(true)
            .because("native memory is freed by close, not by the garbage collector");
}
