package lumen.runtime.lines;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import lumen.event.Account;
import lumen.event.LateRun;
import lumen.event.Position;
import lumen.runtime.command.CommandCounts;
import lumen.runtime.notice.AccountNotice;
import lumen.runtime.notice.AccountNotice.OfCommands;
import lumen.runtime.notice.AccountNotice.OfDuplicates;
import lumen.runtime.notice.AccountNotice.OfEvents;
import lumen.runtime.notice.AccountNotice.OfRate;
import lumen.runtime.notice.AccountNotice.OfSamples;

/**
 * Accounts. A line with {@code stream} is cumulative: of several of one (stream, source) the one
 * with the most {@code received} holds. A line with {@code duplicates} or {@code commands} counts
 * since the one before it; one with {@code wanted_hz} tells of one channel, one with {@code
 * profile} what its samples were like until it fell silent.
 */
public final class AccountForm implements LineForm<AccountNotice> {
  private static final long serialVersionUID = 1L;

  @Override
  public String line(AccountNotice account) {
    if (account instanceof OfEvents of) {
      return events(of.account());
    } else if (account instanceof OfCommands of) {
      return commands(of.counts());
    } else if (account instanceof OfDuplicates of) {
      return duplicates(of);
    } else if (account instanceof OfRate of) {
      return rate(of);
    } else if (account instanceof OfSamples of) {
      return samples(of);
    }
    throw new IllegalArgumentException(
        "must be of events, commands, duplicates, a rate or samples: " + account);
  }

  @Override
  public String tenant(AccountNotice account) {
    if (account instanceof OfSamples of) {
      return of.channel().tenant();
    }
    return account instanceof OfRate of ? of.channel().tenant() : null;
  }

  private static String events(Account account) {
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
    if (counts.invalid() > 0) {
      json.number("invalid", counts.invalid());
    }
    if (account.ungrouped() > 0) {
      json.number("ungrouped", account.ungrouped());
    }
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
      json.raw("resets", PositionFields.add(resets, account.resets().first()).end());
    }
    return json.end();
  }

  private static String lateRun(LateRun run) {
    JsonLine json =
        PositionFields.add(new JsonLine().number("events", run.events()), run.position())
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

  private static String commands(CommandCounts counts) {
    JsonLine commands = new JsonLine();
    counts.byName().forEach(commands::number);
    return new JsonLine().raw("commands", commands.end()).end();
  }

  private static String rate(OfRate rate) {
    return new JsonLine()
        .text("source", rate.channel().source())
        .text("tenant", rate.channel().tenant())
        .text("key", rate.channel().key())
        .number("wanted_hz", rate.wantedHz())
        .number("used_hz", rate.usedHz())
        .end();
  }

  private static String duplicates(OfDuplicates of) {
    JsonLine json = new JsonLine().text("source", of.source()).number("duplicates", of.count());
    return of.unplaced() > 0 ? json.number("unplaced", of.unplaced()).end() : json.end();
  }

  private static String samples(OfSamples samples) {
    JsonLine profile = new JsonLine();
    samples.words().forEach(profile::text);
    samples.counts().forEach(profile::number);
    samples.figures().forEach(profile::number);
    profile.raw("octaves", array(samples.octaves(), AccountForm::number));
    profile.raw("sketch", array(samples.sketch(), hash -> '"' + Long.toHexString(hash) + '"'));
    return new JsonLine()
        .text("source", samples.channel().source())
        .text("tenant", samples.channel().tenant())
        .text("key", samples.channel().key())
        .raw("profile", profile.end())
        .end();
  }

  private static <T> String array(List<T> values, Function<T, String> text) {
    return values.stream().map(text).collect(Collectors.joining(",", "[", "]"));
  }

  /** Values near the limits of a double have a variance beyond them. */
  private static String number(double value) {
    return Double.isFinite(value) ? Double.toString(value) : "null";
  }
}
