package lumen.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.FailureReport;
import java.util.List;
import java.util.stream.Stream;
import lumen.connectors.trespass.KnowsFusion;
import lumen.connectors.trespass.ServesItself;
import lumen.ctl.trespass.WritesPastTheTerminal;
import lumen.fusion.align.trespass.Doubler;
import lumen.fusion.align.trespass.KnowsLumenctl;
import lumen.fusion.align.trespass.Passer;
import lumen.fusion.align.trespass.PrintsItsFailures;
import lumen.fusion.align.trespass.ReadsJavaObjects;
import lumen.fusion.evidence.trespass.LooksBehindRules;
import lumen.fusion.fuse.trespass.WritesItsLines;
import lumen.governance.slo.trespass.AsksTheNetwork;
import lumen.governance.trespass.KnowsOverlays;
import lumen.http.trespass.KnowsTheReporter;
import lumen.overlay.gate.trespass.OpensAFile;
import lumen.overlay.trespass.KnowsTheOtherJob;
import lumen.release.trespass.PacksACluster;
import lumen.report.trespass.PlaysTheRig;
import lumen.rig.trespass.KnowsSettings;
import lumen.runtime.trespass.StandsOnAJob;
import lumen.serve.trespass.AsksTheMathematics;
import lumen.settings.trespass.KnowsAJob;
import lumen.signal.trespass.FastButLoose;
import lumen.signal.trespass.KnowsFlink;
import lumen.signal.trespass.ReadsTheClock;
import lumen.signal.trespass.RollsDice;
import lumen.signal.trespass.SampleUtils;
import lumen.state.trespass.KnowsTheMathematics;
import lumen.statistics.trespass.AsksAJob;
import lumen.trespass.above.KnowsBelow;
import lumen.trespass.below.KnowsAbove;
import lumen.watch.trespass.KnowsACluster;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Production code keeps the walls, and each wall stops the class that was written to pass it. */
class WallsTest {

  /** A rule, the classes that break it, and at how many places they do. */
  record Wall(ArchRule rule, List<Class<?>> trespassers, int places) {
    Wall(ArchRule rule, Class<?> trespasser, int places) {
      this(rule, List.of(trespasser), places);
    }
  }

  static Stream<Wall> walls() {
    return Stream.of(
        new Wall(Walls.PACKAGES_LIE_IN_NO_CYCLE, List.of(KnowsBelow.class, KnowsAbove.class), 1),
        new Wall(Walls.SIGNAL_IS_PURE, KnowsFlink.class, 2),
        new Wall(Walls.STATISTICS_ARE_PURE, AsksAJob.class, 2),
        new Wall(Walls.OVERLAY_RULES_ARE_PURE, OpensAFile.class, 2),
        new Wall(Walls.OVERLAY_KNOWS_NO_OTHER_JOB, KnowsTheOtherJob.class, 2),
        new Wall(Walls.GOVERNANCE_RULES_ARE_PURE, AsksTheNetwork.class, 2),
        new Wall(Walls.GOVERNANCE_KNOWS_NO_OTHER_JOB, KnowsOverlays.class, 2),
        new Wall(Walls.CONNECTORS_KNOW_NO_FUSION, KnowsFusion.class, 2),
        new Wall(Walls.RUNTIME_KNOWS_NO_JOB, StandsOnAJob.class, 2),
        new Wall(Walls.FUSION_KNOWS_NO_TOOLS, KnowsLumenctl.class, 2),
        new Wall(Walls.RIG_KNOWS_NO_JOB, KnowsSettings.class, 2),
        new Wall(Walls.REPORT_READS_FILES, PlaysTheRig.class, 2),
        new Wall(Walls.WATCH_KNOWS_NO_JOB, KnowsACluster.class, 2),
        new Wall(Walls.RELEASE_READS_FILES, PacksACluster.class, 2),
        new Wall(Walls.SERVE_KNOWS_NO_JOB, AsksTheMathematics.class, 2),
        new Wall(Walls.STATE_KNOWS_NOBODY, KnowsTheMathematics.class, 2),
        new Wall(Walls.HTTP_KNOWS_NOBODY, KnowsTheReporter.class, 2),
        new Wall(Walls.ONE_ROOM_SERVES_HTTP, ServesItself.class, 2),
        new Wall(Walls.SETTINGS_KNOW_NO_JOB, KnowsAJob.class, 3),
        new Wall(Walls.EVIDENCE_REACHES_NOTHING, LooksBehindRules.class, 1),
        new Wall(Walls.STAGES_MAKE_NO_LINES, WritesItsLines.class, 4),
        new Wall(Walls.FUNCTIONS_OF_FLINK_ARE_CALLED_SO, Doubler.class, 1),
        new Wall(Walls.OPERATORS_OF_FLINK_ARE_CALLED_SO, Passer.class, 1),
        new Wall(Walls.TRANSCENDENTALS_ARE_STRICT, FastButLoose.class, 4),
        new Wall(Walls.EVENT_TIME_HAS_NO_WALL_CLOCK, ReadsTheClock.class, 5),
        new Wall(Walls.CHANCE_IS_SEEDED, RollsDice.class, 5),
        new Wall(Walls.NO_JAVA_SERIALISATION, ReadsJavaObjects.class, 2),
        new Wall(Walls.NAMES_TELL_THE_ROOM, SampleUtils.class, 1),
        new Wall(Walls.FAILURES_ARE_NOT_PRINTED, PrintsItsFailures.class, 1),
        new Wall(Walls.TERMINAL_TELLS_FROM_ONE_PLACE, WritesPastTheTerminal.class, 1));
  }

  @ParameterizedTest
  @MethodSource("walls")
  void productionKeepsTheWall(Wall wall) {
    wall.rule().check(Production.CLASSES);
  }

  @ParameterizedTest
  @MethodSource("walls")
  void wallStopsTheTrespasser(Wall wall) {
    JavaClasses trespassers = new ClassFileImporter().importClasses(wall.trespassers());
    FailureReport report = wall.rule().evaluate(trespassers).getFailureReport();
    assertThat(report.getDetails()).as(report.toString()).hasSize(wall.places());
  }
}
