package lumen.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventParserTest {
  private final EventParser parser = new EventParser();

  @Test
  void numberIsOneSampleOfItsKey() {
    ParsedEvent event = parse("{'ts':12.5,'source':'imu','key':'gyro_x','value':-0.25}");

    assertThat(EventText.of(event)).startsWith("12500000|default|imu|gyro_x|NUMBER|-0.25/");
  }

  @ParameterizedTest
  @CsvSource({
    // 4 ms 500 ns: the product is 4000.5 exactly, halves go to even.
    "0.0040005, 4000",
    "0.0040015, 4002",
    "1e-7, 0",
    "0.5e-6, 0",
    "1.5e-6, 2",
    "2.5e-6, 2",
    // The double next to ts times 1e6 as doubles multiply, not the decimal's own digits.
    "1432235497.988949, 1432235497988949",
    "99999999999.999985, 99999999999999984",
  })
  void timeIsTheProductRoundedHalfToEven(String ts, long micros) {
    assertThat(Math.rint(Double.parseDouble(ts) * 1e6)).isEqualTo((double) micros);
    assertThat(parse("{'ts':" + ts + ",'source':'s','key':'k','value':1}").micros())
        .isEqualTo(micros);
    assertThat(parse("{'ts':" + ts + ",'source':'s','key':'k','value':1,'x':null}").micros())
        .isEqualTo(micros);
  }

  @Test
  void arrayAndObjectGiveTheirFiniteNumbers() {
    assertThat(value("[1,null,true,'x',1e400,[2],{'a':3},-0.0]"))
        .endsWith("|ARRAY|0=1.0/3ff0000000000000 7=-0.0/8000000000000000 ignored 6");
    assertThat(value("{'n':55,'v':false,'ch':{'x':1},'n2':1e999,'m':9}"))
        .endsWith("|OBJECT|n=55.0/404b800000000000 m=9.0/4022000000000000 ignored 3");
  }

  @Test
  void wordsThatPythonWritesForNoFiniteNumberCostTheirElement() {
    assertThat(value("[NaN,1,Infinity, -Infinity ,2]"))
        .endsWith("|ARRAY|1=1.0/3ff0000000000000 4=2.0/4000000000000000 ignored 3");
    assertThat(value("{'a':NaN,'b':1,'c':-Infinity}"))
        .endsWith("|OBJECT|b=1.0/3ff0000000000000 ignored 2");
    assertThat(parse(meta("{'gain':NaN,'of':[Infinity,{'x':-Infinity}]}")).reason()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-01T00:00:00.020Z, 1767225600020000",
    "2026-01-01T01:00:00.02+01:00, 1767225600020000",
    "2025-12-31 14:30:00.020000-0930, 1767225600020000",
    "1970-01-01T00:00:00.0000004Z, 0",
  })
  void timeMayBeWrittenAsIso8601(String ts, long micros) {
    assertThat(parse("{'ts':'" + ts + "','source':'s','key':'k','value':1}").micros())
        .isEqualTo(micros);
    assertThat(parse("{'ts':'" + ts + "','source':'s','key':'k','value':1,'x':0}").micros())
        .isEqualTo(micros);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e400", "-1", "1e11", "NaN", "Infinity"})
  void arrivalThatNoEventMayHaveIsNone(String at) {
    assertThat(parse(meta("{'at':" + at + "}")).arrivalMicros()).isEqualTo(ParsedEvent.NO_ARRIVAL);
    assertThat(parse(meta("{'at':2.5}")).arrivalMicros()).isEqualTo(2_500_000);
  }

  @Test
  void fieldOfTheValueStandingTwiceGivesBothSamples() {
    assertThat(value("{'x':1,'x':2}"))
        .endsWith("|OBJECT|x=1.0/3ff0000000000000 x=2.0/4000000000000000 ignored 0");
  }

  @Test
  void stringIsText() {
    assertThat(value("'WALKING'")).endsWith("|TEXT|WALKING");
    assertThat(value("'caf\\u00e9 \\ud83d\\ude00'")).endsWith("|TEXT|café 😀");
  }

  @Test
  void tenantIsThatOfMeta() {
    assertThat(parse(meta("{'i':1,'tenant':'rig-2'}")).tenant().text()).isEqualTo("rig-2");
    assertThat(parse(meta("{'i':1}")).tenant().text()).isEqualTo("default");
    assertThat(parse(meta("{'list':[{'tenant':7}],'tenant':'t'}")).tenant().text()).isEqualTo("t");
  }

  @Test
  void unknownFieldsAreLeftAlone() {
    assertThat(parse("{'v':2,'ts':1,'source':'s','key':'k','value':1,'x':[{}]}").reason()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '"',
      value = {
        "hello # NOT_JSON",
        "{'ts':1,'source':'s','key':'k','value':1 # NOT_JSON",
        "{'ts':1,'source':'s','key':'k','value':1}} # NOT_JSON",
        "{'ts':1,'source':'s','key':'k','value':1}{} # NOT_JSON",
        "{'ts':1,'source':'s','key':'k','value':1,} # NOT_JSON",
        "{'ts':1,'source':'s','key':'k','value':INF} # NOT_JSON",
        "{'ts':1,'source':'s','key':'k','value':[1,-INF]} # NOT_JSON",
        "{'ts':1,'source':'s','key':'k','value':[1,+INF]} # NOT_JSON",
        "{'ts':1,'source':'s','key':'k','value':[1,+Infinity]} # NOT_JSON",
        "{'ts':1,'source':'s','key':'k','value':[1,nan]} # NOT_JSON",
        "{'ts':1,'source':'s','key':'k','value':[1,-NaN]} # NOT_JSON",
        "{'ts':1,'source':'s','key':'k','value':[1,NaNs]} # NOT_JSON",
        "{'ts':1,'source':'s','key':'k','value':1,'meta':{'a':[-INF]}} # NOT_JSON",
        "{'ts':1,'source':'s','key':'k','value':01} # NOT_JSON",
        "{ts:1} # NOT_JSON",
        "7 # NOT_AN_OBJECT",
        "[{'ts':1,'source':'s','key':'k','value':1}] # NOT_AN_OBJECT",
        "null # NOT_AN_OBJECT",
        "{} # MISSING_FIELD",
        "{'source':'s','key':'k','value':1} # MISSING_FIELD",
        "{'ts':1,'key':'k','value':1} # MISSING_FIELD",
        "{'ts':1,'source':'s','value':1} # MISSING_FIELD",
        "{'ts':1,'source':'s','key':'k'} # MISSING_FIELD",
        "{'ts':1,'ts':1,'source':'s','key':'k','value':1} # DUPLICATE_FIELD",
        "{'ts':1,'source':'s','key':'k','value':1,'value':1} # DUPLICATE_FIELD",
        "{'ts':1,'source':'s','key':'k','value':1,'meta':{'tenant':'a','tenant':'a'}} #"
            + " DUPLICATE_FIELD",
        "{'ts':'1','source':'s','key':'k','value':1} # BAD_TS",
        "{'ts':null,'source':'s','key':'k','value':1} # BAD_TS",
        "{'ts':0,'source':'s','key':'k','value':1} # BAD_TS",
        "{'ts':-1431462180.5,'source':'s','key':'k','value':1} # BAD_TS",
        "{'ts':1e400,'source':'s','key':'k','value':1} # BAD_TS",
        "{'ts':NaN,'source':'s','key':'k','value':1} # BAD_TS",
        "{'ts':Infinity,'source':'s','key':'k','value':1} # BAD_TS",
        "{'ts':'2026-01-01T00:00:00','source':'s','key':'k','value':1} # BAD_TS",
        "{'ts':'2026-01-01','source':'s','key':'k','value':1} # BAD_TS",
        "{'ts':'','source':'s','key':'k','value':1} # BAD_TS",
        "{'ts':'\\ud800','source':'s','key':'k','value':1} # BAD_TS",
        "{'ts':1e-400,'source':'s','key':'k','value':1} # BAD_TS",
        "{'ts':1e11,'source':'s','key':'k','value':1} # TS_NOT_SECONDS",
        "{'ts':1431462180000,'source':'s','key':'k','value':1} # TS_NOT_SECONDS",
        "{'ts':1,'source':7,'key':'k','value':1} # BAD_SOURCE",
        "{'ts':1,'source':'\\udc00','key':'k','value':1} # BAD_SOURCE",
        "{'ts':1,'source':'s','key':['k'],'value':1} # BAD_KEY",
        "{'ts':1,'source':'s','key':'k','value':true} # BAD_VALUE",
        "{'ts':1,'source':'s','key':'k','value':null} # BAD_VALUE",
        "{'ts':1,'source':'s','key':'k','value':'\\ud800x'} # BAD_VALUE",
        "{'ts':1,'source':'s','key':'k','value':1e400} # NON_FINITE",
        "{'ts':1,'source':'s','key':'k','value':-1e400} # NON_FINITE",
        "{'ts':1,'source':'s','key':'k','value':NaN} # NON_FINITE",
        "{'ts':1,'source':'s','key':'k','value':-Infinity} # NON_FINITE",
        "{'ts':1,'source':'s','key':'k','value':[]} # NO_USABLE_VALUE",
        "{'ts':1,'source':'s','key':'k','value':[null,1e400]} # NO_USABLE_VALUE",
        "{'ts':1,'source':'s','key':'k','value':[NaN,-Infinity]} # NO_USABLE_VALUE",
        "{'ts':1,'source':'s','key':'k','value':{'x':Infinity}} # NO_USABLE_VALUE",
        "{'ts':1,'source':'s','key':'k','value':{}} # NO_USABLE_VALUE",
        "{'ts':1,'source':'s','key':'k','value':1,'meta':null} # BAD_META",
        "{'ts':1,'source':'s','key':'k','value':1,'meta':'t'} # BAD_META",
        "{'ts':1,'source':'s','key':'k','value':1,'meta':{'tenant':7}} # BAD_TENANT",
        "{'ts':1,'source':'s','key':'k','value':1,'meta':{'tenant':null}} # BAD_TENANT",
      })
  void lineThatIsNoEventIsRejectedWithItsReason(String line, RejectReason reason) {
    assertThat(parse(line).reason()).isEqualTo(reason);
  }

  @Test
  void millisecondsGiveAHint() {
    assertThat(parse("{'ts':1431462180000,'source':'s','key':'k','value':1}").detail())
        .isEqualTo(
            "ts must be seconds since the epoch, below 1e11: 1431462180000 looks like milliseconds"
                + " or finer; divide by 1000 (1e6, 1e9)");
  }

  @Test
  void detailsAreOneShortLineForAPerson() {
    assertThat(parse("{'ts':1,'source':'s','key':'k','value':NaN}").detail())
        .isEqualTo("value must be finite, is NaN");
    assertThat(parse("{'ts':1,'source':'s','key':'k','value':nan}").detail())
        .startsWith("must be one JSON object: Unrecognized token 'nan'");
    assertThat(parse("{'ts':1,'source':'s','key':'k','value':INF}").detail())
        .startsWith("must be one JSON object: Unrecognized token 'INF'")
        .doesNotContain("+INF");
    assertThat(parse("{'ts':1,'source':'s','key':'k','value':-INF}").detail())
        .isEqualTo("must be one JSON object: no number is written -INF");
    assertThat(parse("{'ts':'2026-01-01T00:00:00','source':'s','key':'k','value':1}").detail())
        .isEqualTo(
            "ts must tell its offset from UTC: add Z if it is UTC, else such as +01:00: is \"2026-01-01T00:00:00\"");
    assertThat(parse("{'ts':" + "9".repeat(5000) + ",'source':'s','key':'k','value':1}").detail())
        .hasSizeLessThan(200);
    assertThat(parse("{'ts':1,'source':'s','key':'k','value':" + "9".repeat(5000) + "}").detail())
        .hasSizeLessThan(200);
    assertThat(parse("x".repeat(100_000)).detail()).hasSizeLessThan(600);
  }

  @Test
  void bytesThatAreNotUtf8AreRejected() {
    byte[] line =
        "{\"ts\":1,\"source\":\"s\",\"key\":\"k?\",\"value\":1}".getBytes(StandardCharsets.UTF_8);
    int at = new String(line, StandardCharsets.ISO_8859_1).indexOf('?');
    for (int bad : new int[] {0x80, 0xC0, 0xED, 0xFE, 0xFF}) {
      line[at] = (byte) bad;
      ParsedEvent event = parser.parse(line, 0, line.length);
      assertThat(event.reason()).isEqualTo(RejectReason.NOT_UTF8);
      assertThat(event.detail())
          .isEqualTo("must be UTF-8 text: byte %d is 0x%02x", at + 1, (byte) bad);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":"})
  void deepNestingIsRejected(String opening) {
    for (int depth : new int[] {70, 1_000, 100_000}) {
      assertThat(parse(meta(opening.repeat(depth))).reason()).isEqualTo(RejectReason.TOO_DEEP);
      assertThat(parse(opening.repeat(depth)).reason()).isEqualTo(RejectReason.TOO_DEEP);
    }
    assertThat(parse(meta("{'a':" + "[".repeat(60) + "]".repeat(60) + "}")).reason()).isNull();
  }

  @Test
  void namesMayHave512Characters() {
    for (String letter : new String[] {"n", "é"}) {
      String longest = letter.repeat(512);
      assertThat(parse("{'ts':1,'source':'" + longest + "','key':'k','value':1}").reason())
          .isNull();
      assertThat(parse("{'ts':1,'source':'" + longest + letter + "','key':'k','value':1}").reason())
          .isEqualTo(RejectReason.BAD_SOURCE);
      assertThat(parse("{'ts':1,'source':'s','key':'" + longest + letter + "','value':1}").reason())
          .isEqualTo(RejectReason.BAD_KEY);
      assertThat(parse(meta("{'tenant':'" + longest + letter + "'}")).reason())
          .isEqualTo(RejectReason.BAD_TENANT);
      assertThat(value("{'" + longest + letter + "':1,'x':2}")).endsWith("ignored 1");
    }
  }

  @Test
  void rejectNamesTheSourceWhereTheLineTellsIt() {
    assertThat(parse("{'source':'imu','ts':-1,'key':'k','value':1}").source().text())
        .isEqualTo("imu");
    assertThat(parse("{'ts':-1,'key':'k','value':1,'source':'imu'}").source().text())
        .isEqualTo("imu");
    assertThat(parse("{'ts':-1,'key':'k','value':1}").source()).isNull();
  }

  @Test
  void numberOfAMebibyteIsReadInTime() {
    assertThat(value("0." + "1".repeat(1_000_000))).contains("|NUMBER|0.1111111111111111/");
    assertThat(value("1".repeat(1_000_000) + "e-999999")).contains("|NUMBER|1.11111111111111");
  }

  private String value(String value) {
    return EventText.of(parse("{'ts':1,'source':'s','key':'k','value':" + value + "}"));
  }

  private static String meta(String meta) {
    return "{'ts':1,'source':'s','key':'k','value':1,'meta':" + meta + "}";
  }

  private ParsedEvent parse(String line) {
    byte[] bytes = line.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return parser.parse(bytes, 0, bytes.length);
  }
}
