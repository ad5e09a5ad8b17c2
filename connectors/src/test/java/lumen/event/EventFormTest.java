package lumen.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import lumen.event.TimeForm.Format;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Events as people have them, read as the settings of their stream and source say. */
class EventFormTest {
  /** Forms of sources by their names; every other source is plain. */
  private record Forms(Map<String, SourceForm> byName) implements EventForm.Sources {
    @Override
    public SourceForm of(String source) {
      return byName.getOrDefault(source, SourceForm.PLAIN);
    }

    @Override
    public List<String> fields() {
      return byName.values().stream().flatMap(form -> form.tenantFrom().stream()).toList();
    }
  }

  private static EventParser timed(String format, String zone) {
    TimeForm time = new TimeForm(Format.valueOf(format.toUpperCase(Locale.ROOT)), zone);
    return new EventParser(
        new EventForm(new StreamForm("", "", "", time), EventForm.Sources.PLAIN));
  }

  private static EventParser of(SourceForm form) {
    return new EventParser(new EventForm(StreamForm.PLAIN, new Forms(Map.of("s", form))));
  }

  private static EventParser from(String... fields) {
    return of(new SourceForm(false, "", List.of(fields)));
  }

  private static ParsedEvent parse(EventParser parser, String line) {
    byte[] bytes = line.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return parser.parse(bytes, 0, bytes.length);
  }

  private static ParsedEvent at(EventParser parser, String ts) {
    return parse(parser, "{'ts':" + ts + ",'source':'s','key':'k','value':1}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "epoch_s  | 1767225600.25           | 1767225600250000",
        "epoch_s  | '1767225600.25'         | 1767225600250000",
        "epoch_ms | 1767225600123           | 1767225600123000",
        "epoch_ms | 1767225600123.4565      | 1767225600123456",
        "epoch_ms | 1.767225600123e12       | 1767225600123000",
        "epoch_ms | ' 1767225600123 '       | 1767225600123000",
        "epoch_us | 1767225600123457        | 1767225600123457",
        "epoch_us | 1767225600123456.5      | 1767225600123456",
        "epoch_ns | 1767225600123456789     | 1767225600123457",
        "epoch_ns | 1767225600123456500     | 1767225600123456",
        "epoch_ns | 1767225600123455500     | 1767225600123456",
        "epoch_ns | 1767225600123456500.001 | 1767225600123457",
        "iso      | '2026-01-01T00:00:00Z'  | 1767225600000000",
        "any      | 1767225600.25           | 1767225600250000",
      })
  void timeIsReadAsItsStreamWritesIt(String format, String ts, long micros) {
    ParsedEvent event = at(timed(format, ""), ts);
    assertThat(event.detail()).isNull();
    assertThat(event.micros()).isEqualTo(micros);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "iso      | 1767225600 | must be an ISO-8601 time, as time.format: iso says, is 1767225600",
        "epoch_ms | 'noon'     | must be a number, as time.format: epoch_ms says, is noon",
        "epoch_ms | '2026-01-01T00:00:00Z' | must be a number, as time.format: epoch_ms says, is 2",
        "epoch_ms | 0          | must lie after 1970 and before 5138, as time.format: epoch_ms"
            + " says",
        "epoch_ms | 1e300      | must lie after 1970 and before 5138",
        "epoch_ns | -5         | must lie after 1970",
        "any      | '2026-01-01T00:00:00' | must tell its offset from UTC",
        "iso      | '2026-01-01T00:00:00' | must tell its offset from UTC",
      })
  void timeThatIsNotWrittenSoIsRejectedWithTheKey(String format, String ts, String reason) {
    ParsedEvent event = at(timed(format, ""), ts);
    assertThat(event.reason()).isEqualTo(RejectReason.BAD_TS);
    assertThat(event.detail()).startsWith("ts ").contains(reason);
  }

  /** Every spelling of one number, by both readers: the second line has an escape. */
  @Test
  void bothReadersReadOneTime() {
    EventParser parser = timed("epoch_ns", "");
    String line = "{'ts':1767225600123456500,'source':'s','key':'k','value':1}";
    assertThat(parse(parser, line).micros()).isEqualTo(1_767_225_600_123_456L);
    assertThat(parse(parser, line.replace("'s'", "'\\u0073'")).micros())
        .isEqualTo(1_767_225_600_123_456L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Europe/Berlin    | 2026-01-01T01:00:00       | 2026-01-01T00:00:00Z",
        "Europe/Berlin    | 2026-07-01 02:00:00.25    | 2026-07-01T00:00:00.25Z",
        "Europe/Berlin    | 2026-07-01T02:00:00+05:00 | 2026-06-30T21:00:00Z",
        "Europe/Berlin    | 2026-03-29T01:59:59.999   | 2026-03-29T00:59:59.999Z",
        "Europe/Berlin    | 2026-03-29T03:00:00       | 2026-03-29T01:00:00Z",
        "Europe/Berlin    | 2026-10-25T01:59:59       | 2026-10-24T23:59:59Z",
        "Europe/Berlin    | 2026-10-25T02:00:00       | 2026-10-25T00:00:00Z",
        "Europe/Berlin    | 2026-10-25T02:59:59.5     | 2026-10-25T00:59:59.5Z",
        "Europe/Berlin    | 2026-10-25T03:00:00       | 2026-10-25T02:00:00Z",
        "Australia/Lord_Howe | 2026-04-05T01:45:00    | 2026-04-04T14:45:00Z",
        "+05:45           | 2026-01-01T05:45:00       | 2026-01-01T00:00:00Z",
        "UTC              | 2026-01-01T00:00          | 2026-01-01T00:00:00Z",
      })
  void localTimeIsThatOfItsZone(String zone, String local, String utc) {
    EventParser parser = timed("iso", zone);
    long expected = at(timed("any", ""), "'" + utc + "'").micros();
    for (String before : new String[] {"2026-01-15T12:00:00", "2026-07-15T12:00:00"}) {
      at(parser, "'" + before + "'");
      ParsedEvent event = at(parser, "'" + local + "'");
      assertThat(event.detail()).isNull();
      assertThat(event.micros()).as("after %s", before).isEqualTo(expected);
    }
  }

  @Test
  void localTimeThatNoClockShowsIsRejected() {
    EventParser parser = timed("any", "Europe/Berlin");
    for (String skipped : new String[] {"2026-03-29T02:00:00", "2026-03-29T02:59:59.999"}) {
      ParsedEvent event = at(parser, "'" + skipped + "'");
      assertThat(event.reason()).isEqualTo(RejectReason.BAD_TS);
      assertThat(event.detail())
          .startsWith("ts must be a time that the clocks of time.zone show")
          .contains(skipped);
    }
    assertThat(at(parser, "'2026-03-29T03:00:00'").reason()).isNull();
  }

  @Test
  void zoneThatThereIsNotIsRefused() {
    assertThatThrownBy(() -> new TimeForm(Format.ANY, "Europe/Berln"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("such as Europe/Berlin");
  }

  @Test
  void eventThatCarriesNoneHasSourceKeyAndTenantOfItsStream() {
    EventParser parser =
        new EventParser(
            new EventForm(
                new StreamForm("phone", "hr", "pilot", TimeForm.ANY), EventForm.Sources.PLAIN));
    for (String line :
        List.of(
            "{'ts':1,'value':2}",
            "{'ts':1,'value':2,'source':null,'key':null}",
            "{'ts':1,'value':2,'meta':{'a\\u0062':1}}")) {
      ParsedEvent event = parse(parser, line);
      assertThat(event.detail()).isNull();
      assertThat(event.source().text()).isEqualTo("phone");
      assertThat(event.key().text()).isEqualTo("hr");
      assertThat(event.tenant().text()).isEqualTo("pilot");
    }
    ParsedEvent own =
        parse(parser, "{'ts':1,'source':'s','key':'k','value':2,'meta':{'tenant':'t'}}");
    assertThat(own.source().text()).isEqualTo("s");
    assertThat(own.key().text()).isEqualTo("k");
    assertThat(own.tenant().text()).isEqualTo("t");
    assertThat(parse(parser, "{'value':2}").reason()).isEqualTo(RejectReason.MISSING_FIELD);
    assertThat(parse(parser, "{'ts':1,'value':2,'source':7}").reason())
        .isEqualTo(RejectReason.BAD_SOURCE);
    assertThat(parse(parser, "{'ts':-1,'value':2}").source().text()).isEqualTo("phone");
    assertThat(parse(parser, "no json").source()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'0.988' | 0.988",
        "' -5 ' | -5",
        "'+.5e1' | 5",
        "'7.' | 7",
        "'1\\u0030' | 10",
      })
  void textThatIsWhollyANumberIsOne(String value, double number) {
    String line = "{'ts':1,'source':'s','key':'k','value':" + value + "}";
    ParsedEvent event = parse(of(new SourceForm(true, "", List.of())), line);
    assertThat(event.kind()).isEqualTo(ParsedEvent.Kind.NUMBER);
    assertThat(event.number()).isEqualTo(number);
    assertThat(parse(new EventParser(), line).kind()).isEqualTo(ParsedEvent.Kind.TEXT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "''",
        "' '",
        "'1,5'",
        "'5 bpm'",
        "'NaN'",
        "'Infinity'",
        "'0x1p3'",
        "'1f'",
        "'.'",
        "'e5'",
        "'1e'",
        "'1e999'",
        "'--1'",
        "'1 2'"
      })
  void textThatIsNotWhollyANumberStaysAText(String value) {
    String line = "{'ts':1,'source':'s','key':'k','value':" + value + "}";
    ParsedEvent event = parse(of(new SourceForm(true, "", List.of())), line);
    assertThat(event.kind()).isEqualTo(ParsedEvent.Kind.TEXT);
  }

  @Test
  void elementsThatAreWhollyNumbersAreNumbers() {
    EventParser parser = of(new SourceForm(true, "", List.of()));
    ParsedEvent event =
        parse(parser, "{'ts':1,'source':'s','key':'k','value':{'a':'0.5','b':'x','c':2}}");
    assertThat(event.elements()).isEqualTo(2);
    assertThat(event.elementName(0).text()).isEqualTo("a");
    assertThat(event.elementValue(0)).isEqualTo(0.5);
    assertThat(event.ignoredElements()).isEqualTo(1);
    ParsedEvent array = parse(parser, "{'ts':1,'source':'s','key':'k','value':['1','2']}");
    assertThat(array.reason()).isNull();
    assertThat(array.elements()).isEqualTo(2);
    assertThat(parse(parser, "{'ts':1,'source':'t','key':'k','value':['1','2']}").reason())
        .isEqualTo(RejectReason.NO_USABLE_VALUE);
  }

  @Test
  void tenantOfASourceIsThatOfAllItsEvents() {
    EventParser parser = of(new SourceForm(false, "lab", List.of()));
    for (String meta : List.of("", ",'meta':{'tenant':'own'}")) {
      String line = "{'ts':1,'source':'%s','key':'k','value':1" + meta + "}";
      assertThat(parse(parser, line.formatted("s")).tenant().text()).isEqualTo("lab");
      assertThat(parse(parser, line.formatted("t")).tenant().text())
          .isEqualTo(meta.isEmpty() ? "default" : "own");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'dyad':'d1','cond':'rest'            | d1/rest",
        "'cond':'rest','dyad':'d1','x':'y'    | d1/rest",
        "'dyad':7,'cond':2.50                 | 7/2.50",
        "'dyad':'d\\u0031','cond':true        | d1/true",
        "'dyad':'größe','cond':'a/b'          | größe/a/b",
        "'dyad':'d1','cond':'rest','tenant':'t' | d1/rest",
      })
  void tenantIsJoinedFromFields(String meta, String tenant) {
    EventParser parser = from("dyad", "cond");
    String line = "{'ts':1,'source':'s','key':'k','value':1,'meta':{" + meta + "}}";
    ParsedEvent event = parse(parser, line);
    assertThat(event.tenant().text()).isEqualTo(tenant);
    assertThat(event.ungrouped()).isFalse();
    assertThat(parse(parser, line.replace("'s'", "'t'")).ungrouped()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'dyad':'d1'",
        "'dyad':'d1','cond':null",
        "'dyad':'d1','cond':['rest']",
        "'tenant':'t'",
        "'dyad':{'cond':'x'},'cond':'rest'",
      })
  void eventThatLacksAFieldIsInTheUsualGroupAndSaysSo(String meta) {
    ParsedEvent event =
        parse(
            from("dyad", "cond"),
            "{'ts':1,'source':'s','key':'k','value':1,'meta':{" + meta + "}}");
    assertThat(event.reason()).isNull();
    assertThat(event.tenant().text()).isEqualTo("default");
    assertThat(event.ungrouped()).isTrue();
  }

  @Test
  void tenantItselfMayBeOneOfTheFields() {
    EventParser parser = from("tenant", "cond");
    String line = "{'ts':1,'source':'s','key':'k','value':1,'meta':{'tenant':'t','cond':'c'}}";
    assertThat(parse(parser, line).tenant().text()).isEqualTo("t/c");
  }

  @Test
  void fieldsThatAreTooLongForATenantAreToldSo() {
    String line =
        "{'ts':1,'source':'s','key':'k','value':1,'meta':{'dyad':'" + "d".repeat(600) + "'}}";
    ParsedEvent event = parse(from("dyad"), line);
    assertThat(event.reason()).isEqualTo(RejectReason.BAD_TENANT);
    assertThat(event.detail()).contains("at most 512 characters, have 600");
  }

  /** A name may begin a new generation of ids at any moment; every id must be of one. */
  @Test
  void idsAreOfOneGenerationWhenThePoolIsFull() {
    EventParser parser = from("dyad", "cond");
    for (int i = 0; i < NamePool.CAPACITY; i++) {
      ParsedEvent event =
          parse(
              parser,
              "{'ts':1,'source':'s','key':'k"
                  + i
                  + "','value':1,'meta':{'dyad':'"
                  + i
                  + "','cond':'c'}}");
      assertThat(event.tenant().text()).isEqualTo(i + "/c");
      assertThat(event.source().text()).isEqualTo("s");
    }
    assertThat(parser.generation()).isPositive();
  }
}
