package lumen.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lumen.connectors.replay.Playback;
import lumen.event.Account;
import lumen.event.Envelope;
import lumen.event.InvalidValues;
import lumen.event.KeyFilter;
import lumen.event.Position;
import lumen.event.SourceClock;
import lumen.event.SourceForm;
import lumen.intake.ReplayOptions.OnReset;
import lumen.intake.ReplayOptions.SourceRule;
import org.junit.jupiter.api.Test;

class StreamIntakeTest {
  private static final SourceRule ONLY_X =
      new SourceRule(key -> key.equals("k.x") || key.equals("k[0]"), SourceClock.NONE);

  @Test
  void keysSelectChannelsByTheirElement() {
    Playback played =
        play(
            options(Map.of("s", ONLY_X), true, 10),
            event(1, "s", "{'x':1,'y':2}"),
            event(1, "s", "[3,4]"),
            event(1, "s", "5"),
            event(1, "s", "[null,4]"),
            event(1, "s", "'text'"),
            event(1, "other", "6"));

    assertThat(played.samples())
        .containsOnlyKeys("default/s/k.x", "default/s/k[0]", "default/other/k");
    assertThat(played.accounts().get("walk/s").counts())
        .isEqualTo(new Account.Counts(5, 3, 0, 0, 2, 0));
    assertThat(played.facts()).hasSize(1);
  }

  @Test
  void arrayOfAPacketIsSamplesOfOneChannel() {
    SourceRule packets =
        new SourceRule(key -> key.equals("k"), SourceClock.NONE, OnReset.LATE, true);
    Playback played =
        play(
            options(Map.of("s", packets), true, 1),
            event(1, "s", "[3,null,4,NaN]"),
            event(1, "s", "5"),
            event(1, "s", "[6]"),
            event(1, "s", "[null]"));
    assertThat(played.samples())
        .isEqualTo(
            Map.of(
                "default/s/k",
                List.of(
                    "1000000=3.0",
                    "1000000=Infinity",
                    "1000000=4.0",
                    "1000000=Infinity",
                    "1000000=5.0",
                    "1000000=6.0")));
    assertThat(played.accounts().get("walk/s").ignoredElements()).isEqualTo(2);
    assertThat(played.rejectCodes()).containsExactly("no_usable_value");
  }

  @Test
  void ruleOfAPatternHoldsForEverySourceThatMatchesFirst() {
    Map<String, SourceRule> rules = new LinkedHashMap<>();
    rules.put("d2", SourceRule.PLAIN);
    rules.put("d*", ONLY_X);
    Playback played =
        play(
            options(rules, false, 10),
            event(1, "d1", "[3,4]"),
            event(1, "d2", "[3,4]"),
            event(1, "e", "6"));
    assertThat(played.samples())
        .containsOnlyKeys("default/d1/k[0]", "default/d2/k[0]", "default/d2/k[1]");
    assertThat(played.rejectCodes()).containsExactly("unknown_source");
  }

  private static final SourceRule SENTINEL =
      new SourceRule(
          key -> !key.equals("k[2]"),
          SourceClock.NONE,
          ReplayOptions.OnReset.LATE,
          InvalidValues.of(List.of("-1", ">250")),
          SourceForm.PLAIN);

  @Test
  void valuesThatMeanNothingAreNoSamples() {
    Playback played =
        play(
            options(Map.of("s", SENTINEL), true, 10),
            event(1, "s", "60"),
            event(2, "s", "-1"),
            event(3, "s", "[61,-1,5]"),
            event(4, "s", "[-1,251,5]"),
            event(5, "s", "[1,2,-1]"),
            event(6, "other", "-1"));
    assertThat(played.samples().get("default/s/k")).containsExactly("1000000=60.0");
    assertThat(played.samples().get("default/s/k[0]"))
        .containsExactly("3000000=61.0", "5000000=1.0");
    assertThat(played.samples().get("default/s/k[1]")).containsExactly("5000000=2.0");
    assertThat(played.samples().get("default/other/k")).containsExactly("6000000=-1.0");
    Account account = played.accounts().get("walk/s");
    assertThat(account.counts()).isEqualTo(new Account.Counts(5, 3, 0, 0, 0, 0, 2));
    assertThat(account.ignoredElements()).isEqualTo(1);
    assertThat(account.toMicros()).as("it moves its source").isEqualTo(5_000_000);
  }

  @Test
  void channelOfNothingButInvalidValuesTakesNoRoom() {
    Playback played =
        play(options(Map.of("s", SENTINEL), true, 1), event(1, "s", "-1"), event(2, "other", "5"));
    assertThat(played.samples()).containsOnlyKeys("default/other/k");
    assertThat(played.rejectCodes()).isEmpty();
  }

  @Test
  void eventsThatLackTheFieldsOfTheirTenantAreCounted() {
    SourceRule joined =
        new SourceRule(
            KeyFilter.ALL,
            SourceClock.NONE,
            ReplayOptions.OnReset.LATE,
            InvalidValues.NONE,
            new SourceForm(false, "", List.of("dyad")));
    String grouped = event(1, "s", "7").replaceFirst("}$", ",\"meta\":{\"dyad\":\"d1\"}}");
    Playback played = play(options(Map.of("*", joined), true, 10), grouped, event(2, "s", "8"));
    assertThat(played.samples()).containsOnlyKeys("d1/s/k", "default/s/k");
    assertThat(played.accounts().get("walk/s").ungrouped()).isEqualTo(1);
  }

  @Test
  void factsAndFilteredEventsMoveTheLine() {
    for (String value : List.of("'text'", "7")) {
      Playback played =
          play(
              options(Map.of("s", ONLY_X), true, 10),
              event(89, "s", value),
              event(95, "s", value),
              event(100, "s", value),
              event(97.9, "s", "[1]"));
      assertThat(played.late()).hasSize(1);
      assertThat(played.late().get(0).behindMicros()).isEqualTo(100_000);
    }
  }

  @Test
  void rejectedAndLateEventsMoveNothing() {
    Playback played =
        play(
            options(Map.of("s", SourceRule.PLAIN), false, 1),
            event(89, "s", "1"),
            event(95, "s", "1"),
            event(100, "s", "1"),
            event(150, "unknown", "1"),
            event(109, "s", "[1,2]"),
            event(109, "s", "true"),
            event(98, "s", "1"),
            event(97, "s", "1"),
            event(98, "s", "1"));

    assertThat(played.rejectCodes()).containsExactly("unknown_source", "tenant_full", "bad_value");
    assertThat(played.late()).hasSize(1);
    Account account = played.accounts().get("walk/s");
    assertThat(account.counts()).isEqualTo(new Account.Counts(8, 5, 2, 1, 0, 0));
    assertThat(account.fromMicros()).isEqualTo(89_000_000);
    assertThat(account.toMicros()).isEqualTo(100_000_000);
    assertThat(account.firstLate()).isEqualTo(new Position("f", 7, 8));
  }

  @Test
  void doubtIsDecidedByReadableEventsAlone() {
    ReplayOptions options = options(Map.of("s", SourceRule.PLAIN), false, 1);
    for (double far : new double[] {500, 1e6}) {
      List<String> lines = new ArrayList<>(List.of(event(100, "s", "1"), event(far, "s", "2")));
      lines.addAll(List.of("garbage", event(100, "unknown", "1"), event(far, "s", "[1]")));
      lines.add(event(far + 1, "s", "3"));
      Playback played = play(options, lines.toArray(String[]::new));
      assertThat(played.samples().get("default/s/k"))
          .containsExactly("100000000=1.0", micros(far) + "=2.0", micros(far + 1) + "=3.0");
      assertThat(played.accounts().get("walk/s").toMicros()).isEqualTo(micros(far + 1));

      lines.set(4, event(101, "s", "4"));
      Playback apart = play(options, lines.toArray(String[]::new));
      assertThat(apart.accounts().get("walk/s").toMicros()).isEqualTo(101_000_000);
    }
  }

  private static long micros(double seconds) {
    return Math.round(seconds * 1e6);
  }

  @Test
  void eventThatWaitsIsLateWhereTheLineHasPassedItMeanwhile() {
    List<String> lines = new ArrayList<>(List.of(event(100, "slow", "1"), event(1e6, "slow", "2")));
    for (int i = 0; i < 20; i++) {
      lines.add(event(2e6 + i, "s", "1"));
    }
    lines.add(event(2e6 + 30, "slow", "3"));
    Playback played = play(options(Map.of(), true, 10), lines.toArray(String[]::new));

    assertThat(played.samples().get("default/slow/k"))
        .containsExactly("100000000=1.0", "2000030000000=3.0");
    assertThat(played.late()).singleElement().extracting("micros").isEqualTo(1_000_000_000_000L);
  }

  @Test
  void eventThatWaitsFindsTheRoomThatThereIsWhenItIsUsed() {
    Playback played =
        play(
            options(Map.of(), true, 1),
            event(100, "s", "'text'"),
            event(1e6, "s", "1"),
            event(100, "other", "1"),
            event(1e6 + 1, "s", "'text'"));

    assertThat(played.samples()).containsOnlyKeys("default/other/k");
    assertThat(played.rejectCodes()).containsExactly("tenant_full");
    assertThat(played.facts()).hasSize(2);
  }

  @Test
  void eventsThatWaitAreBounded() {
    StreamIntake intake = new StreamIntake("walk", Playback.OPTIONS);
    Lines line = new Lines();
    intake.take(line.next(event(1, "s", "1")), Long.MAX_VALUE);
    String text = "'" + "x".repeat(1 << 19) + "'";
    for (int i = 0; i < 10; i++) {
      intake.take(line.next(event(1e6, "s" + i, text)), Long.MAX_VALUE);
    }
    List<Envelope> out = new ArrayList<>();
    intake.drain(out);
    assertThat(Playback.of(out).rejectCodes())
        .as("4 MiB of lines, these are half a MiB each")
        .containsExactly("ahead_of_stream", "ahead_of_stream", "ahead_of_stream");
  }

  @Test
  void tenantTakesAsManyChannelsAsItMay() {
    Playback played =
        play(
            options(Map.of(), true, 2),
            event(1, "a", "1"),
            event(1, "b", "[1,2,3,null]"),
            event(1, "c", "1"),
            event(1, "c", "{'x':1}"),
            event(1, "a", "2"),
            "{'ts':1,'source':'c','key':'k','value':1,'meta':{'tenant':'t2'}}");

    assertThat(played.samples()).containsOnlyKeys("default/a/k", "default/b/k[0]", "t2/c/k");
    assertThat(played.rejectCodes()).containsExactly("tenant_full", "tenant_full");
    assertThat(played.accounts().get("walk/b").ignoredElements()).isEqualTo(3);
    assertThat(played.rejects().get(0).detail())
        .isEqualTo(
            "tenant must have at most 2 channels, a stream 262144: default;"
                + " configure sub-groups as tenants");
  }

  @Test
  void sourceClockCorrectsTimesFromItsFirstEventOn() {
    SourceClock drifting = (micros, first) -> micros + 500_000 + (micros - first) / 100;
    Playback played =
        play(
            options(Map.of("s", new SourceRule(KeyFilter.ALL, drifting)), true, 10),
            event(100, "s", "1"),
            event(101, "s", "2"));

    assertThat(played.samples().get("default/s/k"))
        .containsExactly("100500000=1.0", "101510000=2.0");
  }

  @Test
  void sameNamesInAnotherGenerationAreTheSameChannel() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      lines.add(event(i + 1, "s", "1"));
      StringBuilder fields = new StringBuilder();
      for (int field = 0; field < 50_000; field++) {
        fields
            .append(field == 0 ? "" : ",")
            .append("'")
            .append(i)
            .append('-')
            .append(field)
            .append("':1");
      }
      lines.add(event(i + 1, "hostile", "{" + fields + "}"));
    }
    Playback played = play(options(Map.of(), true, 5), lines.toArray(String[]::new));

    assertThat(played.samples().get("default/s/k")).hasSize(7);
    assertThat(played.accounts().get("walk/s").counts().used()).isEqualTo(7);
    assertThat(played.samples()).hasSize(5);
  }

  @Test
  void moreSourcesThanAStreamMayHaveAreRejected() {
    StreamIntake intake = new StreamIntake("walk", Playback.OPTIONS);
    Lines line = new Lines();
    for (int i = 0; i <= EventSources.MAX_SOURCES; i++) {
      intake.take(line.next(event(1, "s" + i, "'text'")), Long.MAX_VALUE);
    }
    List<Envelope> out = new ArrayList<>();
    intake.drain(out);
    out.addAll(intake.accounts());
    Playback played = Playback.of(out);

    assertThat(played.rejectCodes()).containsExactly("stream_full");
    assertThat(played.accounts().get("walk/walk").counts().rejected()).isEqualTo(1);
    assertThat(played.total(Account.Counts::used)).isEqualTo(EventSources.MAX_SOURCES);
  }

  private static Playback play(ReplayOptions options, String... lines) {
    StreamIntake intake = new StreamIntake("walk", options);
    Lines line = new Lines();
    Arrays.stream(lines).forEach(text -> intake.take(line.next(text), Long.MAX_VALUE));
    List<Envelope> out = new ArrayList<>();
    intake.drain(out);
    out.addAll(intake.accounts());
    return Playback.of(out);
  }

  private static String event(double ts, String source, String value) {
    return Playback.event(ts, source, value);
  }

  private static ReplayOptions options(
      Map<String, SourceRule> sources, boolean acceptUnknown, int maxChannels) {
    return new ReplayOptions(
        2_000_000,
        10_000_000,
        3_600_000_000L,
        86_400_000_000L,
        maxChannels,
        sources,
        acceptUnknown,
        0,
        false);
  }

  /** Lines one after another, ' for ". */
  private static final class Lines implements SourceLine {
    private byte[] bytes;
    private long line;

    Lines next(String text) {
      bytes = text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
      line++;
      return this;
    }

    @Override
    public byte[] buffer() {
      return bytes;
    }

    @Override
    public int start() {
      return 0;
    }

    @Override
    public int end() {
      return bytes.length;
    }

    @Override
    public Position position() {
      return new Position("f", line - 1, line);
    }
  }
}
