package io.qianhu;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The rooms and the arrows between them, as the package descriptions promise. */
@AnalyzeClasses(packages = "io.qianhu", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {
    @ArchTest
    static final ArchRule arrowsPointDownOnly = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("number")
            .definedBy("io.qianhu.number..")
            .layer("http")
            .definedBy("io.qianhu.http..")
            .layer("pace")
            .definedBy("io.qianhu.pace..")
            .layer("campaign")
            .definedBy("io.qianhu.campaign..")
            .layer("ledger")
            .definedBy("io.qianhu.ledger..")
            .layer("intake")
            .definedBy("io.qianhu.intake..")
            .layer("dyvms")
            .definedBy("io.qianhu.dyvms..")
            .layer("dispatch")
            .definedBy("io.qianhu.dispatch..")
            .layer("report")
            .definedBy("io.qianhu.report..")
            .layer("sandbox")
            .definedBy("io.qianhu.sandbox..")
            .layer("job")
            .definedBy("io.qianhu.job..")
            .layer("schedule")
            .definedBy("io.qianhu.schedule..")
            .layer("watch")
            .definedBy("io.qianhu.watch..")
            .layer("cli")
            .definedBy("io.qianhu.cli..")
            .whereLayer("number")
            .mayNotAccessAnyLayer()
            .whereLayer("http")
            .mayNotAccessAnyLayer()
            .whereLayer("pace")
            .mayNotAccessAnyLayer()
            .whereLayer("campaign")
            .mayOnlyAccessLayers("number", "pace")
            .whereLayer("ledger")
            .mayOnlyAccessLayers("number")
            .whereLayer("intake")
            .mayOnlyAccessLayers("campaign", "number", "ledger")
            .whereLayer("dyvms")
            .mayOnlyAccessLayers("campaign", "number")
            .whereLayer("dispatch")
            .mayOnlyAccessLayers("campaign", "number", "ledger", "pace", "dyvms")
            .whereLayer("report")
            .mayOnlyAccessLayers("campaign", "number", "ledger")
            .whereLayer("sandbox")
            .mayOnlyAccessLayers("number", "http")
            .whereLayer("job")
            .mayOnlyAccessLayers("campaign", "number", "ledger", "pace", "intake", "dyvms", "dispatch", "report")
            .whereLayer("schedule")
            .mayOnlyAccessLayers("campaign", "number", "ledger", "pace", "intake", "dispatch", "job", "report")
            .whereLayer("watch")
            .mayOnlyAccessLayers(
                    "campaign", "number", "ledger", "pace", "dyvms", "dispatch", "job", "report", "schedule", "http");

    @ArchTest
    static final ArchRule roomsFormNoCycle =
            slices().matching("io.qianhu.(*)..").should().beFreeOfCycles();
}
