package lumen.ctl.governance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import lumen.ctl.LumenctlRun;
import lumen.fixtures.CommandRun;
import lumen.terminal.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code lumenctl governance focus} as a user types it. */
class FocusCommandTest {
  private static final String HEAD =
      "BilledCost,BillingCurrency,ChargeCategory,ChargeClass,ChargePeriodEnd,ChargePeriodStart,EffectiveCost,ServiceName,Tags\n";

  @TempDir private Path temp;

  private CommandRun run(Object... more) {
    return LumenctlRun.of(
        Stream.concat(Stream.of("governance", "focus"), Arrays.stream(more).map(String::valueOf))
            .toArray(String[]::new));
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(temp.resolve(name), text);
  }

  private List<String> lines(String name) throws IOException {
    return Files.readAllLines(temp.resolve(name));
  }

  /** Times of FOCUS are of UTC; a bill is known a day after its charge; earlier ones come first. */
  @Test
  void rowsOfFocusBecomeLines() throws IOException {
    Path bill =
        write(
            "bill.csv",
            "\uFEFF"
                + HEAD
                + "0.30,USD,Usage,NULL,2026-03-02 00:00:00,2026-03-01 00:00:00,0.25,Redis,\"{\"\"app\"\": \"\"shop\"\"}\"\n"
                + "-0.00000000001,USD,Usage,Correction,2026-03-01T02:00:00Z,2026-03-01T01:00:00Z,NULL,\"Run, \"\"it\"\"\",NULL\n"
                + "12,EUR,Tax,,2026-04-01T00:00:00+02:00,2026-03-01T00:00:00+01:00,,Tax,\n");
    Path rules =
        write(
            "rules.yaml",
            "- {match: {Tags.app: 'sh*', ServiceName: '{Redis,Valkey}'}, service: api, component: redis}\n"
                + "- {match: {ServiceName: Tax}, service: all}\n");
    CommandRun run = run(bill, "--rules", rules, "--out", temp.resolve("cost.ndjson"));
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(lines("cost.ndjson"))
        .containsExactly(
            "{\"type\":\"cost\",\"ts\":1772416800,\"service\":\"unassigned\",\"component\":\"Run, \\\"it\\\"\",\"from\":1772326800,\"to\":1772330400,\"billed\":-0.00000000001,\"currency\":\"USD\",\"category\":\"usage\",\"correction\":true}",
            "{\"type\":\"cost\",\"ts\":1772496000,\"service\":\"api\",\"component\":\"redis\",\"from\":1772323200,\"to\":1772409600,\"billed\":0.30,\"effective\":0.25,\"currency\":\"USD\",\"category\":\"usage\"}",
            "{\"type\":\"cost\",\"ts\":1775080800,\"service\":\"all\",\"component\":\"Tax\",\"from\":1772319600,\"to\":1774994400,\"billed\":12,\"currency\":\"EUR\",\"category\":\"tax\"}");
    assertThat(run.out().lines().map(line -> line.replaceAll(" +", " ").strip()))
        .contains("api redis USD 1 0.3 0.25", "3 lines in " + temp.resolve("cost.ndjson"));
  }

  /** A row of Google's export, with its credits, known when it was exported. */
  @Test
  void rowsOfGoogleBecomeLines() throws IOException {
    Path bill = temp.resolve("export.json.gz");
    try (OutputStream to = new GZIPOutputStream(Files.newOutputStream(bill))) {
      to.write(
          ("""
          {"billing_account_id":"01","service":{"id":"152E","description":"Cloud Run"},"sku":{"id":"A1","description":"CPU"},"usage_start_time":"2026-03-01 08:00:00 UTC","usage_end_time":"2026-03-01 09:00:00 UTC","project":{"id":"p1","labels":[]},"labels":[{"key":"app","value":"api"}],"cost":1.2E-5,"currency":"USD","credits":[{"name":"free","amount":-1E-6,"type":"FREE_TIER"},{"name":"sud","amount":-2E-6}],"cost_type":"regular","export_time":"2026-03-02 01:02:03.5 UTC","invoice":{"month":"202603"}}
          {"service":{"description":"Invoice"},"usage_start_time":"2026-03-01 08:00:00 UTC","usage_end_time":"2026-03-01 09:00:00 UTC","cost":"0.07","currency":"USD","credits":[],"cost_type":"rounding_error"}
          """)
              .getBytes(StandardCharsets.UTF_8));
    }
    Path rules =
        write(
            "rules.yaml",
            "[{match: {Tags.app: api, service.description: Cloud Run, sku.id: A1}, service: api, component: run}, {match: {nosuch: '*'}, service: x}]");
    CommandRun run = run(bill, "--rules", rules, "--out", temp.resolve("cost.ndjson"));
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(lines("cost.ndjson"))
        .containsExactly(
            "{\"type\":\"cost\",\"ts\":1772413323.5,\"service\":\"api\",\"component\":\"run\",\"from\":1772352000,\"to\":1772355600,\"billed\":0.000012,\"currency\":\"USD\",\"category\":\"usage\"}",
            "{\"type\":\"cost\",\"ts\":1772413323.5,\"service\":\"api\",\"component\":\"run\",\"from\":1772352000,\"to\":1772355600,\"billed\":-0.000003,\"currency\":\"USD\",\"category\":\"credit\"}",
            "{\"type\":\"cost\",\"ts\":1772442000,\"service\":\"unassigned\",\"component\":\"Invoice\",\"from\":1772352000,\"to\":1772355600,\"billed\":0.07,\"currency\":\"USD\",\"category\":\"adjustment\"}");
    assertThat(run.out()).contains("no row has the column nosuch");
  }

  /** Every wrong row is told with its place, and nothing is written. */
  @Test
  void wrongRowsAreTold() throws IOException {
    String right = "1,USD,Usage,NULL,2026-03-02 00:00:00,2026-03-01 00:00:00,1,Redis,NULL\n";
    Path bill =
        write(
            "bill.csv",
            HEAD
                + right
                + right.replace("1,USD", "much,USD")
                + right.replace("Usage", "Rent")
                + right.replace("2026-03-02 00", "2026-02-02 00")
                + right.replace("2026-03-01 00:00:00", "yesterday")
                + right.replace("1,USD", "NULL,USD")
                + right.replace("1,USD", "1E999999999,USD"));
    CommandRun run = run(bill, "--out", temp.resolve("cost.ndjson"));
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err().lines())
        .containsExactly(
            "lumenctl: " + bill + ": row 3: BilledCost must be a decimal number: much",
            "lumenctl: "
                + bill
                + ": row 4: ChargeCategory must be one of Adjustment, Credit, Purchase, Tax, Usage: Rent",
            "lumenctl: " + bill + ": row 5: a charge must begin before it ends",
            "lumenctl: "
                + bill
                + ": row 6: ChargePeriodStart must be a time such as 2026-03-01T00:00:00Z: yesterday",
            "lumenctl: " + bill + ": row 7: BilledCost must be given, is null or left out",
            "lumenctl: " + bill + ": row 8: BilledCost must be a decimal number: 1E999999999");
    assertThat(temp.resolve("cost.ndjson")).doesNotExist();
    Path torn = write("torn.csv", HEAD + "1,USD\n");
    assertThat(run(torn, "--out", temp.resolve("c")).err())
        .contains("a bill must be CSV with a head, or JSON: " + torn + ": row 2");
    Path json = write("bill.json", "{\"cost\":");
    assertThat(run(json, "--out", temp.resolve("c")).err())
        .contains("a bill must be CSV with a head, or JSON: " + json);
    Path endless = write("endless.json", "{\"BilledCost\": 1e99999999999}");
    assertThat(run(endless, "--out", temp.resolve("c")).err())
        .contains(endless + ": the exponent of a number must have at most 9 digits");
    assertThat(run(write("head.csv", HEAD), "--out", temp.resolve("c")).err())
        .contains("must hold a row");
  }

  @Test
  void wrongRulesAreToldWithTheirPlace() throws IOException {
    Path bill = write("bill.csv", HEAD);
    Path rules = write("rules.yaml", "- {match: {A: '['}, service: x}\n- {servce: y}\n- 3\n");
    CommandRun run = run(bill, "--rules", rules, "--out", temp.resolve("c"));
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err())
        .contains(
            rules + ":1:", "[0].match.A", rules + ":2:", "must be one of match", rules + ":3:");
  }
}
