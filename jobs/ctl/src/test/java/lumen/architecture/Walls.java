package lumen.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.util.Date;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import lumen.runtime.lines.JsonLine;
import lumen.runtime.lines.LineForm;
import lumen.runtime.lines.ShownLine;
import org.apache.flink.api.common.functions.AbstractRichFunction;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;

/** The walls between the rooms of Lumen, one rule each. */
final class Walls {
  /** What is for people, and for no job. */
  private static final String[] TOOLS = {
    "lumen.ctl..",
    "lumen.jobs..",
    "lumen.terminal..",
    "lumen.cluster..",
    "lumen.rig..",
    "lumen.report..",
    "lumen.tune..",
    "lumen.watch..",
    "lumen.serve..",
    "lumen.release..",
    "lumen.fixtures.."
  };

  /** Jobs and what only they stand on, which nothing below them may know. */
  private static final String[] JOBS = {
    "lumen.fusion..",
    "lumen.overlay..",
    "lumen.governance..",
    "lumen.signal..",
    "lumen.statistics.."
  };

  /** What the overlay job decides by. */
  private static final String[] OVERLAY_RULES = {
    "lumen.overlay.flag..",
    "lumen.overlay.breaker..",
    "lumen.overlay.gate..",
    "lumen.overlay.budget..",
    "lumen.overlay.join..",
    "lumen.overlay.clock..",
    "lumen.overlay.record..",
    "lumen.overlay.part..",
    "lumen.overlay.tenant.."
  };

  /** What the governance job decides by. */
  private static final String[] GOVERNANCE_RULES = {
    "lumen.governance.record..",
    "lumen.governance.part..",
    "lumen.governance.settings..",
    "lumen.governance.figure..",
    "lumen.governance.slo..",
    "lumen.governance.budget..",
    "lumen.governance.roi..",
    "lumen.governance.maturity..",
    "lumen.governance.graph..",
    "lumen.governance.policy..",
    "lumen.governance.canary..",
    "lumen.governance.rollback..",
    "lumen.governance.service.."
  };

  /** What any command may stand on. */
  private static final String[] COMMAND = {
    "java..", "com.fasterxml.jackson..", "picocli..", "lumen.terminal.."
  };

  static final ArchRule PACKAGES_LIE_IN_NO_CYCLE =
      slices()
          .matching("lumen.(**)")
          .should()
          .beFreeOfCycles()
          .because("a package is read and moved with what lies below it, and with nothing else");

  static final ArchRule SIGNAL_IS_PURE =
      classes()
          .that()
          .resideInAPackage("lumen.signal..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..", "lumen.signal..", "lumen.state..", "org.apache.commons.math3..")
          .because("the mathematics runs without Flink, files and network");

  static final ArchRule STATISTICS_ARE_PURE =
      classes()
          .that()
          .resideInAPackage("lumen.statistics..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "lumen.statistics..",
              "org.apache.commons.codec.digest..",
              "org.apache.commons.math3..")
          .because("a bound is the same whoever asks for it");

  static final ArchRule OVERLAY_RULES_ARE_PURE =
      classes()
          .that()
          .resideInAnyPackage(OVERLAY_RULES)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              with(
                  OVERLAY_RULES,
                  "java.lang",
                  "java.lang.invoke",
                  "java.lang.runtime",
                  "java.util..",
                  "java.io",
                  "java.math",
                  "java.nio.charset",
                  "java.security",
                  "com.fasterxml.jackson.core.io",
                  "lumen.statistics..",
                  "lumen.state..",
                  "lumen.event..",
                  "lumen.runtime.command..",
                  "lumen.runtime.evidence..",
                  "lumen.runtime.lines.."))
          .because("what is decided follows from lines alone: no Flink, no file, no network");

  static final ArchRule OVERLAY_KNOWS_NO_OTHER_JOB =
      noClasses()
          .that()
          .resideInAPackage("lumen.overlay..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(with(TOOLS, "lumen.fusion..", "lumen.governance..", "lumen.signal.."))
          .because("jobs stand beside each other");

  static final ArchRule GOVERNANCE_RULES_ARE_PURE =
      classes()
          .that()
          .resideInAnyPackage(GOVERNANCE_RULES)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              with(
                  GOVERNANCE_RULES,
                  "java.lang",
                  "java.lang.invoke",
                  "java.lang.runtime",
                  "java.util..",
                  "java.io",
                  "java.math",
                  "java.time..",
                  "lumen.state..",
                  "lumen.statistics.."))
          .because("what is decided follows from lines alone: no Flink, no file, no network");

  static final ArchRule GOVERNANCE_KNOWS_NO_OTHER_JOB =
      noClasses()
          .that()
          .resideInAPackage("lumen.governance..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(with(TOOLS, "lumen.fusion..", "lumen.overlay..", "lumen.signal.."))
          .because("jobs stand beside each other");

  static final ArchRule CONNECTORS_KNOW_NO_FUSION =
      noClasses()
          .that()
          .resideInAnyPackage("lumen.connectors..", "lumen.event..", "lumen.intake..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(with(with(TOOLS, JOBS), "lumen.settings.."))
          .because("dependencies point one way: connectors <- fusion <- ctl");

  static final ArchRule RUNTIME_KNOWS_NO_JOB =
      noClasses()
          .that()
          .resideInAPackage("lumen.runtime..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(with(with(TOOLS, JOBS), "lumen.settings.."))
          .because("what every job stands on is none of theirs");

  static final ArchRule FUSION_KNOWS_NO_TOOLS =
      noClasses()
          .that()
          .resideInAPackage("lumen.fusion..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              with(TOOLS, "lumen.overlay..", "lumen.governance..", "lumen.statistics.."))
          .because("dependencies point one way: connectors <- fusion <- ctl")
          .allowEmptyShould(true);

  static final ArchRule RIG_KNOWS_NO_JOB =
      classes()
          .that()
          .resideInAPackage("lumen.rig..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(with(COMMAND, "lumen.rig..", "lumen.event.."))
          .because("what is true of a recording is not found out with what is to be tested by it");

  static final ArchRule REPORT_READS_FILES =
      classes()
          .that()
          .resideInAPackage("lumen.report..")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(with(COMMAND, "lumen.report..", "lumen.signal.."))
                  .or(nameMatching("lumen\\.rig\\.Truth(\\$.*)?")))
          .because("a report is made of what a run left, wherever that ran");

  static final ArchRule WATCH_KNOWS_NO_JOB =
      classes()
          .that()
          .resideInAPackage("lumen.watch..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              with(
                  COMMAND,
                  "org.yaml.snakeyaml..",
                  "lumen.watch..",
                  "lumen.settings..",
                  "lumen.http.."))
          .because("who watches a job from outside hears what everybody hears");

  static final ArchRule RELEASE_READS_FILES =
      classes()
          .that()
          .resideInAPackage("lumen.release..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              with(
                  COMMAND,
                  "javax.xml.stream..",
                  "org.apache.commons.compress.archivers.tar..",
                  "lumen.release..",
                  "lumen.serve.kept..",
                  "lumen.watch.."))
          .because("what is packed and signed is what lies there, and says so to everybody");

  static final ArchRule SERVE_KNOWS_NO_JOB =
      classes()
          .that()
          .resideInAPackage("lumen.serve..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "com.fasterxml.jackson..",
              "io.github.bucket4j..",
              "org.slf4j..",
              "lumen.http..",
              "lumen.settings..",
              "lumen.terminal..",
              "lumen.cluster.job..",
              "lumen.serve..")
          .because("who watches sees what a job serves and committed, and nothing of its inside");

  static final ArchRule STATE_KNOWS_NOBODY =
      classes()
          .that()
          .resideInAPackage("lumen.state..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "lumen.state..")
          .because("the form of a state does not know what a state means");

  static final ArchRule HTTP_KNOWS_NOBODY =
      classes()
          .that()
          .resideInAPackage("lumen.http..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "com.sun.net.httpserver..", "org.slf4j..", "lumen.http..")
          .because("the reporter brings it into Flink's own processes, where nothing else is");

  static final ArchRule ONE_ROOM_SERVES_HTTP =
      noClasses()
          .that()
          .resideOutsideOfPackage("lumen.http..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.sun.net.httpserver..")
          .because("a port asks who comes, and bounds size, time and threads");

  static final ArchRule SETTINGS_KNOW_NO_JOB =
      classes()
          .that()
          .resideInAnyPackage("lumen.settings..", "lumen.pattern..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "com.fasterxml.jackson..",
              "org.yaml.snakeyaml..",
              "com.google.re2j..",
              "lumen.settings..",
              "lumen.pattern..")
          .because("every job hands its own keys in, and what they mean");

  static final ArchRule EVIDENCE_REACHES_NOTHING =
      classes()
          .that()
          .resideInAnyPackage("lumen.fusion.evidence..", "lumen.runtime.evidence..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java.lang",
              "java.lang.invoke",
              "java.lang.runtime",
              "java.util..",
              "java.io",
              "java.math",
              "java.nio",
              "java.nio.charset",
              "java.text",
              "lumen.signal..",
              "lumen.runtime.evidence..",
              "lumen.state",
              "lumen.fusion.evidence..")
          .because("rules come from outside: no reflection, no files, no network, no Flink");

  static final ArchRule STAGES_MAKE_NO_LINES =
      noClasses()
          .that()
          .resideInAnyPackage(
              "lumen.fusion.ingest..",
              "lumen.fusion.align..",
              "lumen.fusion.fuse..",
              "lumen.fusion.bridge..",
              "lumen.fusion.evidence..",
              "lumen.fusion.tenant..",
              "lumen.fusion.command..",
              "lumen.overlay.breaker..",
              "lumen.overlay.gate..",
              "lumen.overlay.join..",
              "lumen.overlay.record..",
              "lumen.overlay.part..",
              "lumen.overlay.tenant..",
              "lumen.overlay.command..",
              "lumen.overlay.ingest..",
              "lumen.runtime.notice..",
              "lumen.runtime.evidence..",
              "lumen.runtime.command..",
              "lumen.runtime.state..")
          .should()
          .dependOnClassesThat(
              assignableTo(LineForm.class).or(type(JsonLine.class)).or(type(ShownLine.class)))
          .because("values go to the door as they are, and become text where they are written");

  static final ArchRule FUNCTIONS_OF_FLINK_ARE_CALLED_SO =
      classes()
          .that()
          .areAssignableTo(AbstractRichFunction.class)
          .should()
          .haveSimpleNameEndingWith("Function")
          .because("the name tells the adapter from what it adapts");

  static final ArchRule OPERATORS_OF_FLINK_ARE_CALLED_SO =
      classes()
          .that()
          .areAssignableTo(AbstractStreamOperator.class)
          .should()
          .haveSimpleNameEndingWith("Operator")
          .because("the name tells the adapter from what it adapts");

  static final ArchRule TRANSCENDENTALS_ARE_STRICT =
      noClasses()
          .that()
          .resideInAPackage("lumen..")
          .should()
          .accessTargetWhere(
              to(
                  Math.class,
                  "a?(sin|cos|tan)h?|atan2|exp|expm1|log|log10|log1p|pow|hypot|cbrt|fma"
                      + "|toRadians|toDegrees"))
          .because("an intrinsic may differ in the last bit, StrictMath may not");

  static final ArchRule EVENT_TIME_HAS_NO_WALL_CLOCK =
      noClasses()
          .that()
          .resideInAnyPackage(
              "lumen.signal..",
              "lumen.pattern..",
              "lumen.event..",
              "lumen.intake..",
              "lumen.fusion.tenant..",
              "lumen.fusion.align..",
              "lumen.fusion.fuse..",
              "lumen.fusion.evidence..",
              "lumen.statistics..",
              "lumen.overlay..",
              "lumen.governance..",
              "lumen.runtime.evidence..",
              "lumen.runtime.lines..",
              "lumen.runtime.state..")
          .should()
          .accessTargetWhere(
              to(System.class, "currentTimeMillis|nanoTime")
                  .or(to(Clock.class, "system.*|tick.*"))
                  .or(to(Date.class, "<init>"))
                  .or(to(resideInAPackage("java.time"), "now")))
          .because("the same recording gives the same frames at any speed");

  static final ArchRule CHANCE_IS_SEEDED =
      noClasses()
          .that()
          .resideInAnyPackage(
              "lumen.signal..",
              "lumen.pattern..",
              "lumen.settings..",
              "lumen.event..",
              "lumen.intake..",
              "lumen.connectors..",
              "lumen.runtime..",
              "lumen.statistics..",
              "lumen.overlay..",
              "lumen.governance..",
              "lumen.fusion..")
          .should()
          .accessTargetWhere(
              to(Math.class, "random")
                  .or(to(StrictMath.class, "random"))
                  .or(to(UUID.class, "randomUUID"))
                  .or(to(ThreadLocalRandom.class, "current"))
                  .or(unseeded(Random.class))
                  .or(unseeded(SplittableRandom.class)))
          .because("randomness is handed in, with its seed");

  static final ArchRule NO_JAVA_SERIALISATION =
      noClasses()
          .that()
          .resideInAPackage("lumen..")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.io.ObjectInputStream")
          .because("state has a versioned format of its own, and input is never code");

  static final ArchRule NAMES_TELL_THE_ROOM =
      noClasses()
          .that()
          .resideInAPackage("lumen..")
          .should()
          .haveNameMatching(".*(Utils?|Helpers?|Managers?|Common|Misc|Impl)(\\$.*)?")
          .because("a name says what a thing is in the domain");

  static final ArchRule FAILURES_ARE_NOT_PRINTED =
      noClasses()
          .that()
          .resideInAPackage("lumen..")
          .should()
          .accessTargetWhere(
              DescribedPredicate.describe(
                  "printStackTrace", access -> access.getName().equals("printStackTrace")))
          .because("a failure is handled, logged or told in one line");

  static final ArchRule TERMINAL_TELLS_FROM_ONE_PLACE =
      noClasses()
          .that()
          .resideInAPackage("lumen..")
          .and()
          .resideOutsideOfPackage("lumen.terminal")
          .should()
          .accessField(System.class, "err")
          .because(
              "what stands beside a result is told by Terminal, or by the command's own writer");

  private Walls() {}

  private static String[] with(String[] packages, String... more) {
    return Stream.concat(Stream.of(packages), Stream.of(more)).toArray(String[]::new);
  }

  private static DescribedPredicate<JavaAccess<?>> to(Class<?> target, String names) {
    return to(type(target), names);
  }

  private static DescribedPredicate<JavaAccess<?>> to(
      DescribedPredicate<JavaClass> target, String names) {
    return JavaAccess.Predicates.target(owner(target))
        .and(JavaAccess.Predicates.target(nameMatching(names)))
        .forSubtype();
  }

  private static DescribedPredicate<JavaAccess<?>> unseeded(Class<?> generator) {
    return to(generator, "<init>")
        .and(
            DescribedPredicate.describe(
                "without a seed",
                access ->
                    access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget target
                        && target.getRawParameterTypes().isEmpty()));
  }
}
