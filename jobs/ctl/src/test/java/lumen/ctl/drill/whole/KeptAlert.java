package lumen.ctl.drill.whole;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lumen.fixtures.PrometheusTools;
import lumen.terminal.CommandFailure;
import lumen.watch.gate.Window;
import lumen.watch.prometheus.Prometheus;
import lumen.watch.rules.RuleFile;
import lumen.watch.rules.RuleFile.Rule;

/**
 * How an alert came to its end, second by second, as Prometheus itself has it. What Alertmanager
 * delivers tells too little: it looks at a group once a minute, so an alert that ended at once may
 * be told to be over as late as one that went on.
 *
 * @param held seconds since the epoch at which the expression of its rule held
 * @param fired seconds since the epoch at which it fired
 */
record KeptAlert(SortedSet<Long> held, SortedSet<Long> fired) {
  private static final Pattern EVERY =
      Pattern.compile("(?m)^ +evaluation_interval: ([0-9]+[smh])$");

  KeptAlert {
    held = new TreeSet<>(held);
    fired = new TreeSet<>(fired);
  }

  /** The rule of an alert as it is shipped, whatever Prometheus was given. */
  static Rule shipped(String alert) throws IOException {
    return RuleFile.rulesOfAll().stream()
        .filter(rule -> rule.alert() && rule.name().equals(alert))
        .findFirst()
        .orElseThrow(() -> new IOException("no shipped rule is named " + alert));
  }

  /** What a rule promises: how long it fires at least after its expression has ended, s. */
  static long promised(Rule rule) {
    return new Window(rule.keeps()).seconds();
  }

  /** How late Prometheus may see that an expression has ended, s, as it is shipped. */
  static long lookS() throws IOException {
    Matcher every = EVERY.matcher(Files.readString(PrometheusTools.config()));
    if (!every.find()) {
      throw new IOException("prometheus.yml has no evaluation_interval");
    }
    return new Window(every.group(1)).seconds();
  }

  /**
   * Asks for a span of time.
   *
   * @param fromS s since the epoch
   * @param toS s since the epoch
   * @throws CommandFailure if Prometheus does not answer
   */
  static KeptAlert of(Prometheus prometheus, Rule rule, long fromS, long toS) {
    String firing = "ALERTS{alertname=\"%s\",alertstate=\"firing\"}".formatted(rule.name());
    return new KeptAlert(
        seconds(prometheus.courses(rule.expr(), fromS, toS, 1)),
        seconds(prometheus.courses(firing, fromS, toS, 1)));
  }

  private static SortedSet<Long> seconds(List<Prometheus.Course> courses) {
    SortedSet<Long> seconds = new TreeSet<>();
    courses.forEach(course -> seconds.addAll(course.values().keySet()));
    return seconds;
  }

  /**
   * How long it fired on after its expression had ended, s; NaN if it did not fire.
   *
   * @param backS when the cause was gone, s since the epoch
   */
  double kept(long backS) {
    if (fired.isEmpty()) {
      return Double.NaN;
    }
    long over = backS;
    while (held.contains(over)) {
      over++;
    }
    return (double) fired.last() + 1 - over;
  }

  /** Seconds between its first and its last at which it did not fire. */
  long gaps() {
    return fired.isEmpty() ? 0 : fired.last() - fired.first() + 1 - fired.size();
  }
}
