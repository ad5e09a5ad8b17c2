package lumen.ctl.cases;

import static lumen.ctl.cases.CaseFigures.coherence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The cases that are about how lines are read, and which files are one recording. */
final class ReadingCases {
  /** Begins a line of a made folder that names the file of the lines behind it. */
  static final String FILE = "file ";

  private static final String GAP = "resample: {max_gap_s: 3}\n";

  private ReadingCases() {}

  static List<FieldCase> all() {
    List<FieldCase> all = new ArrayList<>();
    all.addAll(values());
    all.addAll(lines());
    all.addAll(folders());
    return all;
  }

  private static List<FieldCase> values() {
    FieldCase sentinel =
        FieldCase.given(
            "sentinel",
            "-1 for 2 s in 20 s (off the wrist)",
            "0.269",
            "without a key as before",
            CaseFigures::figures,
            run -> assertThat(run.total("invalid")).isZero());
    FieldCase strings =
        FieldCase.given(
            "number_strings",
            "numbers as text \"0.988\"",
            "used as facts; the note blames pauses",
            "without a key facts",
            CaseFigures::figures,
            run -> assertThat(run.total("used")).isPositive());
    return List.of(
        sentinel,
        sentinel
            .with(
                "sentinel, `invalid: [-1]`",
                "sources: {\"*\": {invalid: [-1]}}\n",
                "0.967 with max_gap_s 3",
                run -> {
                  assertThat(run.total("invalid")).isPositive();
                  assertThat(coherence(run)).isCloseTo(0.967, within(0.0005));
                })
            .withFusion(GAP),
        FieldCase.made(
                "off the finger",
                "9999 or -7 for 2 s in 20 s",
                "",
                new MadeSignals()
                    .breathing("a", 240, 25, t -> 0)
                    .written("b", 240, 25, ReadingCases::offTheFinger)
                    .lines(),
                CaseFigures::figures,
                run -> {})
            .with(
                "off the finger",
                "sources: {b: {invalid: [9999, \"<-5\"]}}\n",
                "as without them, above 0.99",
                run -> {
                  assertThat(run.total("invalid")).isEqualTo(600);
                  assertThat(coherence(run)).isGreaterThan(0.99);
                })
            .withFusion(GAP),
        strings,
        strings.with(
            "number_strings, `text: number`",
            "sources: {\"*\": {text: number}}\n",
            "numbers",
            run -> {
              FieldCasesITCase.allUsed(run, 500);
              assertThat(run.folder().resolve("facts.ndjson")).isEmptyFile();
            }),
        FieldCase.made(
                "quoted breaths",
                "two breaths, one as text in an object",
                "",
                new MadeSignals()
                    .breathing("a", 120, 25, t -> 0)
                    .written("b", 120, 25, ReadingCases::quoted)
                    .lines(),
                CaseFigures::figures,
                run -> {})
            .with(
                "quoted breaths",
                "sources: {b: {text: number}}\n",
                "numbers: above 0.999",
                run -> {
                  FieldCasesITCase.allUsed(run, 6_000);
                  assertThat(coherence(run)).isGreaterThan(0.999);
                }));
  }

  private static String quoted(double t, double value) {
    String object = "{\"left\":\"" + value + "\",\"unit\":\"mm\"}";
    return MadeSignals.line(MadeSignals.START + t, "b", object);
  }

  private static String offTheFinger(double t, double value) {
    double phase = t % 20;
    double shown = phase < 2 ? (t % 40 < 20 ? 9999 : -7) : value;
    return MadeSignals.line(MadeSignals.START + t, "b", String.valueOf(shown));
  }

  private static List<FieldCase> lines() {
    FieldCase local =
        FieldCase.made(
            "local time",
            "two phones that write the time of their own wall clocks, no source, no key",
            "",
            new MadeSignals()
                .written("a", 120, 25, (t, value) -> local(t, value, ""))
                .written("b", 120, 25, (t, value) -> local(t + 0.003, value, ",\"source\":\"b\""))
                .lines(),
            CaseFigures::figures,
            run -> {});
    FieldCase dyads =
        FieldCase.made(
            "dyads",
            "two dyads in one recording, told apart by fields of meta",
            "",
            new MadeSignals()
                .written("d1_a", 120, 25, (t, value) -> dyad(t, "d1_a", value, "d1"))
                .written("d1_b", 120, 25, (t, value) -> dyad(t, "d1_b", value, "d1"))
                .written("d2_a", 120, 25, (t, value) -> dyad(t, "d2_a", value * value, "d2"))
                .written("d2_b", 120, 25, (t, value) -> dyad(t, "d2_b", value * value, "d2"))
                .lines(),
            CaseFigures::figures,
            run -> {});
    return List.of(
        local.with(
            "local time",
            """
            streams:
              - {name: "local*", type: file, path: any, source: phone, key: hr, tenant: pilot,
                 time: {format: iso, zone: Europe/Berlin}}
            """,
            "read by `time.zone`, `source`, `key` and `tenant` of the stream",
            run -> {
              FieldCasesITCase.allUsed(run, 6_000);
              assertThat(run.frames()).allMatch(f -> f.path("tenant").asText().equals("pilot"));
              assertThat(run.summary().path("event_time").path("from").asDouble())
                  .isCloseTo(MadeSignals.START, within(1.0));
              assertThat(coherence(run)).isGreaterThan(0.999);
            }),
        dyads.with(
            "dyads",
            "sources: {\"d*_*\": {tenant_from: [meta.dyad, meta.cond]}}\n",
            "a group for each, by `tenant_from`",
            run -> {
              assertThat(run.total("used")).isEqualTo(12_000);
              assertThat(run.total("ungrouped")).isZero();
              assertThat(run.frames().stream().map(f -> f.path("tenant").asText()).distinct())
                  .containsExactly("d1/rest", "d2/rest");
              assertThat(coherence(run)).isGreaterThan(0.99);
            }));
  }

  private static String local(double t, double value, String source) {
    Instant at = Instant.ofEpochMilli(Math.round((MadeSignals.START + t) * 1e3));
    String wall = at.atZone(ZoneId.of("Europe/Berlin")).toLocalDateTime().toString();
    return String.format(
        Locale.ROOT, "{\"ts\":\"%s\",\"value\":%s%s}", wall.replace('T', ' '), value, source);
  }

  private static String dyad(double t, String source, double value, String dyad) {
    double at = MadeSignals.START + t + source.charAt(3) % 7 * 0.001;
    String line = MadeSignals.line(at, source, String.valueOf(value));
    return line.replaceFirst("}$", ",\"meta\":{\"cond\":\"rest\",\"dyad\":\"" + dyad + "\"}}");
  }

  private static List<FieldCase> folders() {
    return List.of(
        FieldCase.given(
            "device_folder",
            "one file for each device, and `._dev_a.ndjson` of a Mac",
            "one stream: 49.6 % late",
            "two streams side by side, hidden files passed over",
            CaseFigures::figures,
            run -> {
              assertThat(run.total("late")).isZero();
              assertThat(run.total("rejected")).isZero();
              assertThat(run.summary().path("streams").fieldNames())
                  .toIterable()
                  .containsExactly("device_folder/dev_a", "device_folder/dev_b");
            }),
        FieldCase.made(
            "numbered devices",
            "muse_1 and muse_2 of one time, the second joins 3 s later",
            "two streams side by side",
            devices(),
            CaseFigures::figures,
            run -> {
              FieldCasesITCase.allUsed(run, 5_925);
              assertThat(coherence(run)).isGreaterThan(0.999);
            }),
        FieldCase.given(
            "rotated_parts",
            "log-1 ... log-12",
            "order 1, 10, 11, 12, 2: 66.7 % late",
            "natural order, none late",
            CaseFigures::figures,
            run -> {
              assertThat(run.total("late")).isZero();
              assertThat(run.total("rejected")).isZero();
              assertThat(run.summary().path("streams")).hasSize(1);
            }),
        FieldCase.made(
            "parts by the hour",
            "parts named by day and hour, the day without zeros",
            "one stream, none late",
            parts(),
            CaseFigures::figures,
            run -> {
              FieldCasesITCase.allUsed(run, 6_000);
              assertThat(run.summary().path("streams")).hasSize(1);
              assertThat(coherence(run)).isGreaterThan(0.999);
            }));
  }

  private static List<String> devices() {
    List<String> lines = new ArrayList<>(List.of(FILE + "muse_1.ndjson"));
    lines.addAll(new MadeSignals().breathing("a", 120, 25, t -> 0).lines());
    lines.add(FILE + "muse_2.ndjson");
    lines.addAll(new MadeSignals().breathing("b", 120, 25, t -> 0).lines().subList(75, 3_000));
    return lines;
  }

  private static List<String> parts() {
    List<String> recorded =
        new MadeSignals().breathing("a", 120, 25, t -> 0).breathing("b", 120, 25, t -> 0).lines();
    List<String> lines = new ArrayList<>();
    String[] names = {"9 22h", "9 23h", "10 0h", "10 1h"};
    for (int part = 0; part < names.length; part++) {
      lines.add(FILE + "jan " + names[part] + ".ndjson");
      lines.addAll(recorded.subList(part * 1_500, (part + 1) * 1_500));
    }
    return lines;
  }

  /** Writes a made folder. */
  static Path folder(Path folder, List<String> lines) throws IOException {
    Path file = folder;
    for (String line : lines) {
      if (line.startsWith(FILE)) {
        file = Files.createFile(folder.resolve(line.substring(FILE.length())));
      } else {
        Files.writeString(file, line + "\n", StandardOpenOption.APPEND);
      }
    }
    return folder;
  }
}
