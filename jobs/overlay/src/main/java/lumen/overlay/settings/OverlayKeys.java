package lumen.overlay.settings;

import static lumen.settings.Key.choice;
import static lumen.settings.Key.number;
import static lumen.settings.Key.section;
import static lumen.settings.Key.whole;

import java.util.ArrayList;
import java.util.List;
import lumen.settings.Key;
import lumen.settings.Key.Unset;
import lumen.settings.Key.Value;
import lumen.settings.Shape;
import lumen.settings.Shape.ListOf;
import lumen.settings.Shape.OrNull;
import lumen.settings.Shape.Real;
import lumen.settings.Shape.Section;
import lumen.settings.Shape.Whole;
import lumen.settings.TextForm;

/** The keys of {@code overlay.yaml}. */
final class OverlayKeys {
  private static final Real PERCENT = Real.from(0).to(10_000);
  private static final Real SECONDS = Real.above(0).to(86_400);
  private static final Whole STEPS = Whole.of(1, 60);
  private static final Whole COUNT = Whole.of(2, 1_000_000);
  private static final Whole MILLIS = Whole.of(1, 10_000_000);
  private static final Real SHARE = Real.from(0).to(1);

  private static final Key TIME =
      section(
          "time",
          "The clock of a log.",
          number(
              "max_ahead_s",
              3_600,
              Real.above(0).to(31_536_000),
              "s",
              "A line further ahead of the clock is in doubt."),
          whole(
              "believed_in_row",
              16,
              Whole.of(1, 10_000),
              "",
              "The so-manieth line in a row that is in doubt is believed."),
          number(
              "source_idle_s",
              60,
              SECONDS,
              "s",
              "A log that is silent for so long holds up no other."));

  private static final Key JOIN =
      section(
              "join",
              "How long outcomes are waited for.",
              number(
                  "outcome_ttl_s",
                  120,
                  SECONDS,
                  "s",
                  "An outcome that has not come by then is missing; twice as long it is known."),
              whole(
                  "max_open",
                  100_000,
                  Whole.of(1, 10_000_000),
                  "",
                  "While so many requests of a tenant wait, further ones are given the baseline."),
              number(
                  "feed_lost_s",
                  60,
                  SECONDS,
                  "s",
                  "While requests wait for so long and no outcome comes, outcomes are lost."),
              choice("when_blind", "What is decided then.", "baseline", "keep"))
          .shaping();

  private static final Key BREAKER =
      section(
          "breaker",
          "When an overlay that fails is switched off, and for how long.",
          whole("failures", 5, Whole.of(1, 1_000), "", "So many failures in a row open it."),
          number("open_s", 300, SECONDS, "s", "How long it is open at first."),
          number(
              "open_growth",
              1,
              Real.from(1).to(100),
              "",
              "By what that grows with each reopening."),
          number("open_max_s", 3_600, SECONDS, "s", "How long it is open at most."),
          whole("half_open_permits", 1, Whole.of(1, 1_000), "", "How many probes pass."),
          whole(
              "half_open_successes",
              1,
              Whole.of(1, 1_000),
              "",
              "How many of them must succeed; then it is closed."),
          new Key(
              "slow_ms",
              new OrNull(Real.above(0).to(10_000_000)),
              new Unset("none is"),
              "ms",
              "A success that took longer is a failure.",
              false),
          section(
              "share",
              "The share of failures of the last outcomes.",
              whole("of", 100, Whole.of(1, 10_000), "", "Of so many at most."),
              whole("min", 20, Whole.of(1, 10_000), "", "Of so many at least."),
              number("failed", 0.5, Real.above(0).to(1), "", "So large a share opens it.")));

  /** What an overlay may have of its own. */
  static final List<Key> GATES =
      List.of(
          whole("min_n", 30, COUNT, "", "Least number of outcomes, also of the baseline."),
          number(
              "confidence",
              0.99,
              Real.above(0.5).below(1),
              "",
              "Confidence of the bounds that block, one-sided."),
          whole("steps_in_a_row", 2, STEPS, "", "Minutes for which a bound must hold to block."),
          whole("warn_steps", 2, STEPS, "", "Minutes for which a figure must hold to warn."),
          whole("clean_steps", 5, STEPS, "", "Minutes for which it must be away to be ok again."),
          whole(
              "auto_release_s",
              0,
              Whole.of(0, 31_536_000),
              "s",
              "A block ends after so long; 0: with a release alone."),
          section(
              "tokens",
              "Tokens of the overlay beside those of the baseline.",
              number("warn_percent", 12, PERCENT, "%", "More than so much warns."),
              number("block_percent", 25, PERCENT, "%", "A bound above that blocks.")),
          section(
              "latency",
              "Time until the answer, at the 95th percentile.",
              whole("warn_ms", 2_000, MILLIS, "ms", "Slower than that warns."),
              whole("block_ms", 5_000, MILLIS, "ms", "Slower than that blocks.")),
          section(
              "quality",
              "Mean quality of the overlay below that of the baseline.",
              orNull("warn", new Value(0.02), "A difference below - that warns."),
              orNull("block", new Unset("never"), "A bound below - that blocks.")));

  private static Key orNull(String name, Key.Standard standard, String meaning) {
    return new Key(name, new OrNull(SHARE), standard, "", meaning, false);
  }

  private static Section gates() {
    Key windows =
        new Key(
                "windows_s",
                new ListOf(Whole.of(60, 3_600)),
                new Value(List.of(300L, 3_600L)),
                "s",
                "Windows that are looked at, whole minutes, rising; quality at the last alone.",
                false)
            .shaping();
    List<Key> keys = new ArrayList<>(GATES);
    keys.add(5, windows);
    return new Section(keys);
  }

  private static final Key DRIFT =
      section(
          "drift",
          "When a rollout takes another share than it should.",
          number("sigmas", 5, Real.above(0).to(100), "", "So many standard errors off."),
          whole("min_n", 100, COUNT, "", "Of so many requests at least."));

  static final Section SECTION =
      Section.of(
          TIME,
          JOIN,
          BREAKER,
          new Key("gates", gates(), new Unset(""), "", "The budget gates.", false),
          DRIFT,
          section(
              "outputs",
              "Topics beside the files, of the brokers that the log is read from.",
              topic("answers", "Of the answers to the gateway, at least once, as they are given."),
              topic("decisions", "Of the decisions, exactly once, in their order.")),
          section(
              "exporter",
              "Where Prometheus scrapes the overlay metrics.",
              whole("port", 9312, Whole.of(1, 65_535), "", "Port on the task manager."),
              Key.text(
                  "path",
                  "/metrics_overlay",
                  TextForm.HTTP_PATH,
                  "Path that is asked; the port answers any.")));

  private static Key topic(String name, String meaning) {
    Shape shape = new OrNull(new Shape.Text(TextForm.TOPIC));
    return new Key(name, shape, new Unset("none"), "", meaning, false);
  }

  private OverlayKeys() {}
}
