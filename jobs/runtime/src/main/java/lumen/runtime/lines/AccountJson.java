package lumen.runtime.lines;

import java.util.Map;
import lumen.event.Account;
import lumen.event.ChannelKey;
import lumen.event.LateRun;
import lumen.event.Position;
import lumen.runtime.command.CommandCounts;

/**
 * Accounts as lines of JSON. A line with {@code stream} is cumulative: of several of one (stream,
 * source) the one with the most {@code received} holds. A line with {@code duplicates} or {@code
 * commands} counts since the one before it; one with {@code wanted_hz} tells of one channel.
 */
public final class AccountJson {
  private AccountJson() {}

  /** What became of the events of one source of one stream. */
  public static String line(Account account) {
    Account.Counts counts = account.counts();
    JsonLine rejects = new JsonLine();
    for (Map.Entry<String, Long> reject : account.rejects().entrySet()) {
      rejects.number(reject.getKey(), reject.getValue());
    }
    JsonLine json =
        new JsonLine()
            .text("stream", account.stream())
            .text("source", account.source())
            .number("received", counts.received())
            .number("used", counts.used())
            .number("rejected", counts.rejected())
            .number("late", counts.late())
            .number("filtered", counts.filtered())
            .number("dropped", counts.dropped())
            .number("ignored_elements", account.ignoredElements())
            .raw("rejects", rejects.end());
    if (account.clamped() > 0) {
      json.number("clamped", account.clamped());
    }
    if (account.fromMicros() <= account.toMicros()) {
      json.number("from_micros", account.fromMicros()).number("to_micros", account.toMicros());
    }
    Position late = account.firstLate();
    if (late != null) {
      json.text("late_file", late.file())
          .number("late_line", late.line())
          .number("late_offset", late.offset());
    }
    if (account.longestLate() != null) {
      json.raw("late_run", lateRun(account.longestLate()));
    }
    if (account.resets().count() > 0) {
      JsonLine resets =
          new JsonLine()
              .number("count", account.resets().count())
              .number("shift_micros", account.resets().shiftMicros());
      json.raw("resets", at(resets, account.resets().first()).end());
    }
    return json.end();
  }

  private static String lateRun(LateRun run) {
    JsonLine json =
        at(new JsonLine().number("events", run.events()), run.position())
            .number("micros", run.micros())
            .number("line_micros", run.lineMicros())
            .number("ahead_micros", run.aheadMicros());
    if (!run.lineSource().isEmpty()) {
      json.text("line_source", run.lineSource());
    }
    if (run.newestMicros() != Long.MIN_VALUE) {
      json.number("newest_micros", run.newestMicros());
    }
    return json.end();
  }

  private static JsonLine at(JsonLine json, Position position) {
    return json.text("file", position.file())
        .number("line", position.line())
        .number("offset", position.offset());
  }

  /** What became of commands. */
  public static String commands(CommandCounts counts) {
    JsonLine commands = new JsonLine();
    counts.byName().forEach(commands::number);
    return new JsonLine().raw("commands", commands.end()).end();
  }

  /**
   * A channel that is regularised at less than the rate of its samples.
   *
   * @param wantedHz the integer rate of its samples in Hz
   * @param usedHz the rate used instead
   */
  public static String rateLimit(ChannelKey channel, int wantedHz, int usedHz) {
    return new JsonLine()
        .text("source", channel.source())
        .text("tenant", channel.tenant())
        .text("key", channel.key())
        .number("wanted_hz", wantedHz)
        .number("used_hz", usedHz)
        .end();
  }

  /**
   * Samples of a source that are not used.
   *
   * @param duplicates those that gave way to a later one of the same channel and time
   * @param unplaced those of packets whose time cannot be known
   */
  public static String gaveWay(String source, int duplicates, int unplaced) {
    JsonLine json = new JsonLine().text("source", source).number("duplicates", duplicates);
    return unplaced > 0 ? json.number("unplaced", unplaced).end() : json.end();
  }
}
