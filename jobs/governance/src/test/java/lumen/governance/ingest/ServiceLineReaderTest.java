package lumen.governance.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import lumen.governance.record.CostCategory;
import lumen.governance.record.Knob;
import lumen.governance.record.ServiceLine;
import lumen.governance.record.ServiceLine.Cost;
import lumen.governance.record.ServiceLine.Sample;
import lumen.governance.record.ServiceLine.Setting;
import lumen.governance.reference.TestSettings;
import lumen.governance.settings.GovernanceSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceLineReaderTest {
  private static final ServiceLineReader READER = new ServiceLineReader(withEuros());
  private static final String SAMPLE = "'type':'sample','ts':1e9,'service':'a','span_s':60";
  private static final String COUNTS = ",'requests':10,'errors_4xx':1,'errors_5xx':2";
  private static final String COST = "'type':'cost','ts':1772400000,'service':'a','component':'c'";

  private static GovernanceSettings withEuros() {
    return TestSettings.read(
        """
        currency:
          rates:
            - {code: EUR, since: 2026-01-01, rate: 1.5}
            - {code: EUR, since: 2026-03-01, rate: 2}
        """);
  }

  private static ServiceReading read(String fields) {
    byte[] bytes = ('{' + fields.replace('\'', '"') + '}').getBytes(StandardCharsets.UTF_8);
    return READER.read(bytes, 0, bytes.length);
  }

  private static ServiceLine line(String fields) {
    ServiceReading reading = read(fields);
    assertThat(reading.detail()).isEmpty();
    return reading.line().orElseThrow();
  }

  @Test
  void aSampleIsReadWithItsDefaults() {
    Sample sample =
        (Sample) line(SAMPLE + ",'requests':10.0,'errors_4xx':1,'errors_5xx':2,'up':null");
    assertThat(sample.counts().requests()).isEqualTo(10);
    assertThat(sample.counts().hits()).isEqualTo(-1);
    assertThat(sample.spanMicros()).isEqualTo(60_000_000);
    assertThat(sample.revision()).isEmpty();
    assertThat(sample.up()).isNaN();
    assertThat(sample.latencies()).isNull();
    assertThat(sample.counter()).isNull();
  }

  @Test
  void moneyIsReadAsItIsWritten() {
    String rest = ",'from':1772323200,'to':1772409600,'billed':-0.0000000125,'currency':'USD'";
    Cost cost = (Cost) line(COST + rest + ",'category':'credit','correction':true");
    // half to even, in the ninth digit
    assertThat(cost.billed()).isEqualTo(-12);
    assertThat(cost.effective()).isEqualTo(-12);
    assertThat(cost.category()).isEqualTo(CostCategory.CREDIT);
  }

  /** An exponent is no reason to compute for minutes. */
  @ParameterizedTest
  @CsvSource({
    "1e-500000000, 0",
    "-1e-2147483649, 0",
    "0e99999999999, 0",
    "5e-10, 0",
    "6e-10, 1",
    "1e9, 1000000000000000000"
  })
  void moneyMayHaveAnyExponent(String billed, long units) {
    String rest = ",'from':1772323200,'to':1772409600,'currency':'USD','category':'usage'";
    Cost cost = (Cost) line(COST + rest + ",'billed':" + billed);
    assertThat(cost.billed()).isEqualTo(units);
    assertThat(cost.effective()).isEqualTo(units);
  }

  @Test
  void chargeOfMoreThanTenYearsIsRejected() {
    String rest = ",'to':1772409600,'billed':1,'currency':'USD','category':'purchase'";
    assertThat(read(COST + rest + ",'from':" + (1_772_409_600L - 3_660 * 86_400L)).line())
        .isPresent();
    ServiceReading longer = read(COST + rest + ",'from':" + (1_772_409_599L - 3_660 * 86_400L));
    assertThat(longer.reason().code()).isEqualTo("bad_span");
    assertThat(longer.detail()).contains("3660 days");
  }

  @Test
  void anotherCurrencyIsWorthWhatItWasThen() {
    String rest = ",'billed':1,'effective':2,'currency':'EUR','category':'usage'";
    Cost before = (Cost) line(COST + ",'from':1772300000,'to':1772400000" + rest);
    assertThat(before.billed()).isEqualTo(1_500_000_000);
    assertThat(before.effective()).isEqualTo(3_000_000_000L);
    Cost since = (Cost) line(COST + ",'from':1772323200,'to':1772400000" + rest);
    assertThat(since.billed()).isEqualTo(2_000_000_000);
    assertThat(read(COST + ",'from':1,'to':2" + rest).reason().code())
        .isEqualTo("unknown_currency");
  }

  @Test
  void aSettingAnswers() {
    assertThat(line("'type':'setting','ts':1,'service':'a','name':'ttl_s','value':9,'answers':'d'"))
        .isEqualTo(new Setting("a", 1_000_000, Knob.TTL_S, 9, Optional.of("d")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "bad_value|'type':'other','ts':'x'",
        "missing_field|'ts':1",
        "bad_ts|'type':'sample','ts':0,'service':7",
        "ts_not_seconds|'type':'sample','ts':1e11",
        "missing_field|'type':'sample','ts':1",
        "bad_source|'type':'sample','ts':1,'service':''",
        "bad_span|'type':'sample','ts':1,'service':'a','span_s':3601,'requests':-1",
        "duplicate_field|'type':'sample','type':'cost'",
      })
  void theFirstFaultIsTold(String reason, String fields) {
    assertThat(read(fields).reason().code()).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "negative_count|,'requests':-1,'errors_4xx':'x'",
        "bad_value|,'requests':1.5",
        "missing_field|,'requests':1,'errors_5xx':1",
        "parts_exceed_total|,'requests':1,'errors_4xx':1,'errors_5xx':1",
        "bad_value|,'revision':'','requests':-1",
      })
  void countsAreWholeAndFit(String reason, String fields) {
    assertThat(read(SAMPLE + fields).reason().code()).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "bad_histogram|{'le':[null],'n':[1]}",
        "bad_histogram|{'le':[2,1,null],'n':[1,1,1]}",
        "bad_histogram|{'le':[1,2],'n':[1,1]}",
        "bad_histogram|{'le':[0,null],'n':[1,1]}",
        "bad_histogram|{'le':[1,null],'n':[1,0.5]}",
        "negative_count|{'le':[1,null],'n':[1,-1]}",
        "bad_value|[1,-1]",
        "bad_value|7",
      })
  void latenciesAreValuesOrBuckets(String reason, String latencies) {
    ServiceReading reading = read(SAMPLE + COUNTS + ",'latency_ms':" + latencies);
    assertThat(reading.reason().code()).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "missing_field|,'form':'cumulative'",
        "bad_histogram|,'form':'cumulative','instance':'i','latency_ms':[1]",
        "bad_value|,'form':'other'",
        "ts_not_seconds|,'form':'cumulative','instance':'i','start_ts':1e12",
      })
  void aCounterTellsWhoseItIs(String reason, String more) {
    assertThat(read(SAMPLE + COUNTS + more).reason().code()).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "bad_span|,'from':2,'to':2,'billed':1,'currency':'USD','category':'usage'",
        "bad_ts|,'from':-1,'to':2",
        "bad_value|,'from':1,'to':2,'billed':2e9",
        "bad_value|,'from':1,'to':2,'billed':1,'currency':'USD','category':'rent'",
        "unknown_currency|,'from':1,'to':2,'billed':1,'currency':'CHF','category':'tax'",
      })
  void aChargeIsOfATimeAndACurrency(String reason, String fields) {
    assertThat(read(COST + fields).reason().code()).isEqualTo(reason);
  }
}
