package lumen.connectors.ure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import lumen.connectors.ure.PrometheusText.Content;
import lumen.connectors.ure.PrometheusText.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrometheusTextTest {
  /** The example of the format's own description (prometheus.io, exposition formats). */
  private static final String DESCRIBED =
      """
      # HELP http_requests_total The total number of HTTP requests.
      # TYPE http_requests_total counter
      http_requests_total{method="post",code="200"} 1027 1395066363000
      http_requests_total{method="post",code="400"}    3 1395066363000

      # Escaping in label values:
      msdos_file_access_time_seconds{path="C:\\\\DIR\\\\FILE.TXT",error="Cannot find file:\\n\\"FILE.TXT\\""} 1.458255915e9

      # Minimalistic line:
      metric_without_timestamp_and_labels 12.47

      # A weird metric from before the epoch:
      something_weird{problem="division by zero"} +Inf -3982045

      # A histogram, which has a pretty complex representation in the text format:
      # HELP http_request_duration_seconds A histogram of the request duration.
      # TYPE http_request_duration_seconds histogram
      http_request_duration_seconds_bucket{le="0.05"} 24054
      http_request_duration_seconds_bucket{le="+Inf"} 144320
      http_request_duration_seconds_sum 53423
      http_request_duration_seconds_count 144320

      # Finally a summary, which has a complex representation, too:
      # HELP rpc_duration_seconds A summary of the RPC duration in seconds.
      # TYPE rpc_duration_seconds summary
      rpc_duration_seconds{quantile="0.01"} 3102
      rpc_duration_seconds_sum 1.7560473e+07
      rpc_duration_seconds_count 2693
      """;

  private static Content read(String text) {
    return PrometheusText.read(text.getBytes(StandardCharsets.UTF_8), false);
  }

  private static MetricSample only(String line) {
    Content content = read(line + "\n");
    assertThat(content.faults()).isEmpty();
    assertThat(content.samples()).hasSize(1);
    return content.samples().get(0);
  }

  private static Fault fault(String line) {
    Content content = read("before 1\n" + line + "\nafter 2\n");
    assertThat(content.samples()).extracting(MetricSample::name).containsExactly("before", "after");
    assertThat(content.faults()).hasSize(1);
    return content.faults().get(0);
  }

  @Test
  void theDescribedExampleIsReadWhole() {
    Content content = read(DESCRIBED);
    assertThat(content.faults()).isEmpty();
    assertThat(content.unread()).isNull();
    assertThat(content.samples()).hasSize(12);
    MetricSample first = content.samples().get(0);
    assertThat(first.labels()).isEqualTo(Map.of("method", "post", "code", "200"));
    assertThat(first.value()).isEqualTo(1027);
    assertThat(first.micros()).isEqualTo(1_395_066_363_000_000L);
    MetricSample escaped = content.samples().get(2);
    assertThat(escaped.labels().get("path")).isEqualTo("C:\\DIR\\FILE.TXT");
    assertThat(escaped.labels().get("error")).isEqualTo("Cannot find file:\n\"FILE.TXT\"");
    assertThat(escaped.value()).isEqualTo(1.458255915e9);
    MetricSample weird = content.samples().get(4);
    assertThat(weird.value()).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(weird.micros()).isEqualTo(-3_982_045_000L);
  }

  @Test
  void openMetricsIsUnderstood() {
    String text =
        """
        # TYPE ure_hz gauge
        # UNIT ure_hz hertz
        # HELP ure_hz Rhythm \\"now\\".
        ure_hz 5.25 1700000000.5
        # TYPE d histogram
        d_bucket{le="1.0"} 11 1.7e9 # {trace_id="KOO5S4vxi0o"} 0.67 1520879607.789
        d_bucket{le="+Inf"} 17 # {} 9.8
        # EOF
        """;
    Content content = PrometheusText.read(text.getBytes(StandardCharsets.UTF_8), true);
    assertThat(content.faults()).isEmpty();
    assertThat(content.unread()).isNull();
    assertThat(content.samples()).extracting(MetricSample::value).containsExactly(5.25, 11.0, 17.0);
    assertThat(content.samples().get(0).micros()).isEqualTo(1_700_000_000_500_000L);
    byte[] cut = text.substring(0, text.indexOf("# EOF")).getBytes(StandardCharsets.UTF_8);
    assertThat(PrometheusText.read(cut, true).unread())
        .isEqualTo("OpenMetrics must end with # EOF: 7 lines");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "  a\t{ b = \"c\" , d=\"\" , }\t 1  ",
        "a{b=\"c\",}1",
        "a{b=\"c\"} 1 # {t=\"x\"} 2",
        "a{b=\"c\"} 1\r"
      })
  void blanksCommasAndCarriageReturnsAreTolerated(String line) {
    MetricSample sample = only(line);
    assertThat(sample.name()).isEqualTo("a");
    assertThat(sample.labels()).isEqualTo(Map.of("b", "c"));
    assertThat(sample.value()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "NaN, NaN",
    "+Inf, Infinity",
    "-Inf, -Infinity",
    "inf, Infinity",
    "-0, -0.0",
    ".5, 0.5",
    "5., 5",
    "1e-3, 0.001",
    "-1.5E+2, -150",
    "4.9e-324, 4.9E-324"
  })
  void numbersAreThoseOfTheFormat(String text, Double value) {
    assertThat(only("m " + text).value()).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1a 2 | 1 | metric name must begin with a letter or _",
        "a | 2 | value is missing",
        "a-b 2 | 2 | a blank must follow the metric name",
        "a 2d | 3 | value must be a number, NaN, +Inf or -Inf",
        "a 0x1p3 | 3 | value must be a number, NaN, +Inf or -Inf",
        "a 1,5 | 3 | value must be a number, NaN, +Inf or -Inf",
        "a 1e | 3 | value must be a number, NaN, +Inf or -Inf",
        "a . | 3 | value must be a number, NaN, +Inf or -Inf",
        "a 1e999 | 3 | value must be in the range of a double",
        "a 1 1.5 | 5 | time stamp must be a whole number of milliseconds",
        "a 1 9999999999999999 | 5 | time stamp must be in the range of a clock",
        "a 1 2 3 | 7 | nothing but an exemplar may follow",
        "a{ 1 | 4 | label name must begin with a letter or _",
        "a{b} 1 | 4 | = must follow the label name",
        "a{b=c} 1 | 5 | a label value must begin with \"",
        "a{b=\"c} 1 | 10 | a label value must end with \"",
        "a{b=\"\\t\"} 1 | 7 | \\ must be followed by \\, \" or n",
        "a{b=\"c\" d=\"e\"} 1 | 9 | , or } must follow",
        "a{b=\"1\",b=\"2\"} 1 | 9 | a label may stand once: b",
        "a{b:c=\"1\"} 1 | 4 | = must follow the label name",
        "# TYPE a guage | 10 | type must be counter, gauge, histogram, summary or untyped",
        "# TYPE a gauge x | 16 | nothing may follow the type",
        "# HELP 9 text | 8 | metric name must begin with a letter or _",
        "a 1 # 5 | 7 | an exemplar must begin with {",
        "<html> | 1 | metric name must begin with a letter or _"
      })
  void aBadLineIsNamedWithItsColumnAndTheOthersAreTaken(String line, int column, String rule) {
    assertThat(fault(line)).isEqualTo(new Fault(2, column, rule, line));
  }

  @Test
  void aSampleWithoutItsLineFeedIsNotRead() {
    Content content = read("ure_hz 5.25\nure_harmony_index 0.9");
    assertThat(content.samples()).extracting(MetricSample::name).containsExactly("ure_hz");
    assertThat(content.faults())
        .containsExactly(
            new Fault(
                2,
                22,
                "a sample must end with a line feed: it is cut off",
                "ure_harmony_index 0.9"));
    assertThat(read("a 1\n# a comment").faults()).isEmpty();
  }

  @Test
  void aLineThatIsNotUtf8IsNamed() {
    byte[] bytes = "a 1\nb{c=\"\u00e4\"} 2\nd{e=\"?\"} 3\nf 4\n".getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = bytes[i] == '?' ? (byte) 0xE4 : bytes[i];
    }
    Content content = PrometheusText.read(bytes, false);
    assertThat(content.samples()).extracting(MetricSample::name).containsExactly("a", "b", "f");
    assertThat(content.samples().get(1).labels()).containsEntry("c", "\u00e4");
    assertThat(content.faults())
        .extracting(Fault::line, Fault::column, Fault::rule)
        .containsExactly(tuple(3, 6, "a line must be UTF-8"));
  }

  @Test
  void linesSamplesAndFaultsAreBounded() {
    String longLine = "a{b=\"" + "x".repeat(PrometheusText.MAX_LINE_BYTES) + "\"} 1";
    assertThat(fault(longLine).rule()).isEqualTo("a line must be at most 64 KiB");

    Content many = read("a 1\n".repeat(PrometheusText.MAX_SAMPLES + 1));
    assertThat(many.samples()).hasSize(PrometheusText.MAX_SAMPLES);
    assertThat(many.unread())
        .isEqualTo("at most 100000 samples are read: the rest from line 100001");
    assertThat(read("a 1\n".repeat(PrometheusText.MAX_SAMPLES)).unread()).isNull();

    Content garbage = read("!\n".repeat(5000));
    assertThat(garbage.faults()).hasSize(PrometheusText.MAX_FAULTS);
    assertThat(garbage.unread())
        .isEqualTo("at most 100 lines may be malformed: the rest from line 100");
  }

  @Test
  void aSeriesIsNamedByItsSortedLabelsAndEndsInItsMetric() {
    assertThat(only("ure_hz 5").series()).isEqualTo("ure_hz");
    assertThat(only("ure_hz{job=\"b\",instance=\"a\"} 5").series())
        .isEqualTo("instance=a,job=b/ure_hz");
    assertThat(
            List.of(
                only("m{a=\"1,b=2\"} 0").series(),
                only("m{a=\"1\",b=\"2\"} 0").series(),
                only("m{a=\"x/y\\\\\"} 0").series()))
        .containsExactly("a=1\\,b\\=2/m", "a=1,b=2/m", "a=x\\/y\\\\/m");
  }
}
