package lumen.fusion.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import lumen.event.CommandText;
import lumen.runtime.command.CommandHead;
import lumen.runtime.command.CommandReader;
import lumen.runtime.command.CommandReading;
import lumen.signal.gain.GainCurve;
import lumen.signal.kalman.Adaptation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands as text: what is taken, and what is said about the rest. */
class OperatorCommandReaderTest {
  private static final CommandHead HEAD =
      new CommandHead("c-1", "ann", "stage", 1_767_225_600_500_000L);
  private static final CommandReader<OperatorCommand> READER =
      OperatorCommandReader.of(
          (riskMap, quoteRules) ->
              riskMap.contains("bad")
                  ? List.of("risk_map.yaml:1:1 must be right", "quote_rules.yaml:2:1 that too")
                  : List.of(),
          new NoiseBounds(1e-5, 0.1, 1e-4, 0.02));

  /** A command with this after its head. */
  private static String command(String more) {
    return "{\"id\":\"c-1\",\"author\":\"ann\",\"tenant\":\"stage\",\"effective_ts\":1767225600.5,%s}"
        .formatted(more.replace('\'', '"'));
  }

  private static void is(OperatorCommand command, String more) {
    CommandReading<OperatorCommand> reading = READER.read(command(more));
    assertThat(reading.findings()).isEmpty();
    assertThat(reading.command()).contains(command);
  }

  @Test
  void everyTypeIsReadAsWhatItSays() {
    is(new OperatorCommand.Release(HEAD), "'type':'release'");
    is(new OperatorCommand.Release(HEAD, true), "'type':'release','force':true");
    is(new OperatorCommand.Release(HEAD), "'type':'release','force':false");
    is(new OperatorCommand.Weights(HEAD, 0.9, 0.1), "'type':'weights','ure':0.9,'sensors':0.1");
    is(
        new OperatorCommand.TickLimits(HEAD, 20, 10_000),
        "'type':'tick_limits','min_tick_ms':20,'max_tick_ms':1e4");
    GainCurve kp = new GainCurve(List.of(new GainCurve.Point(0, 0.35), new GainCurve.Point(1, 10)));
    GainCurve kd = new GainCurve(List.of(new GainCurve.Point(0.1, 0)));
    is(
        new OperatorCommand.Curves(HEAD, kp, kd, 0.08),
        "'type':'curves','kp_curve':[[0,0.35],[1,10]],'kd_curve':[[0.1,0]],'ki_base':0.08");
    is(
        new OperatorCommand.Rules(HEAD, "risks: []\n", "quotes: []"),
        "'type':'rules','risk_map':'risks: []\\n','quote_rules':'quotes: []'");
    is(note(List.of(), Optional.empty()), "'type':'note','text':'the mat\\nwas wet'");
    is(
        note(List.of("a/E2>E4/5", "photo.jpg"), Optional.of(new NoteSpan(1_500_000, 2_000_000))),
        "'type':'note','text':'the mat\\n"
            + "was wet','refs':['a/E2>E4/5','photo.jpg'],'from':1.5,'to':2");
    is(adapt(Optional.of(Adaptation.INNOVATION)), "'type':'adapt','mode':'innovation'");
    is(adapt(Optional.empty()), "'type':'adapt','mode':'configured'");
    is(adapt(Optional.of(Adaptation.FIXED)), "'type':'adapt','mode':'fixed'");
    is(
        new OperatorCommand.Adapt(HEAD, Optional.of(Adaptation.FIXED), 1e-5, 0.02),
        "'type':'adapt','mode':'fixed','q':1e-5,'r':0.02");
  }

  private static OperatorCommand adapt(Optional<Adaptation> mode) {
    return new OperatorCommand.Adapt(HEAD, mode, Double.NaN, Double.NaN);
  }

  private static OperatorCommand note(List<String> refs, Optional<NoteSpan> span) {
    return new OperatorCommand.Note(HEAD, "the mat\nwas wet", refs, span);
  }

  @Test
  void tenantMayBeLeftOutAndTheTimeWhereItIsStamped() throws Exception {
    String unstamped = "{\"id\":\"a\",\"author\":\"b\",\"type\":\"release\"}";
    assertThat(READER.findings(CommandText.read(unstamped))).isEmpty();
    assertThat(READER.read(unstamped).findings())
        .containsExactly("must be epoch seconds above 0 and below 1e11: effective_ts is missing");
    OperatorCommand stamped =
        READER.read(unstamped.replace("}", ",\"effective_ts\":1e9}")).command().orElseThrow();
    assertThat(stamped.tenant()).isEqualTo("default");
    assertThat(stamped.effectiveMicros()).isEqualTo(1_000_000_000_000_000L);
    assertThat(stamped.type().word()).isEqualTo("release");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'type':'weights','ure':0.95,'sensors':0.1 | must be a number in 0.6..0.9: ure=0.95",
        "'type':'weights','ure':0.6,'sensors':0.05 | must be a number in 0.1..0.4: sensors=0.05",
        "'type':'weights','ure':0.6 | must be a number in 0.1..0.4: sensors is missing",
        "'type':'weights','ure':'0.7','sensors':0.3 | must be a number in 0.6..0.9: ure=\"0.7\";"
            + " write it without quotes",
        "'type':'weights','ure':1e400,'sensors':0.3 | must be a number in 0.6..0.9: ure=1E+400",
        "'type':'weights','ure':null,'sensors':0.3 | must be a number in 0.6..0.9: ure=null",
        "'type':'tick_limits','min_tick_ms':5,'max_tick_ms':400 | must be a number in 20..10000:"
            + " min_tick_ms=5",
        "'type':'tick_limits','min_tick_ms':20,'max_tick_ms':10000.5 | must be a number in"
            + " 20..10000: max_tick_ms=10000.5",
        "'type':'tick_limits','min_tick_ms':200,'max_tick_ms':200 | must have min_tick_ms <"
            + " max_tick_ms: min_tick_ms=200 max_tick_ms=200",
        "'type':'curves','kp_curve':{'slope':1},'kd_curve':[[0,0]],'ki_base':0 | must be a table of"
            + " points [x, y]: kp_curve={\"slope\":1}; a curve is given whole, never patched",
        "'type':'curves','kp_curve':[],'kd_curve':[[0,0]],'ki_base':0 | must be a table of points"
            + " [x, y]: kp_curve=[]",
        "'type':'curves','kp_curve':[[0,0],[0,1]],'kd_curve':[[0,0]],'ki_base':0 | must increase in"
            + " x: kp_curve[1]=[0,1] after 0",
        "'type':'curves','kp_curve':[[0,0],[1.1,1]],'kd_curve':[[0,0]],'ki_base':0 | must be a"
            + " point [x, y] with x in 0..1 and y in 0..10: kp_curve[1]=[1.1,1]",
        "'type':'curves','kp_curve':[[0,0,0]],'kd_curve':[[0,0]],'ki_base':0 | must be a point [x,"
            + " y] with x in 0..1 and y in 0..10: kp_curve[0]=[0,0,0]",
        "'type':'curves','kp_curve':[[0,0]],'kd_curve':[[0,-1]],'ki_base':0 | must be a point [x,"
            + " y] with x in 0..1 and y in 0..10: kd_curve[0]=[0,-1]",
        "'type':'curves','kp_curve':[[0,0]],'kd_curve':[[0,0]],'ki_base':11 | must be a number in"
            + " 0..10: ki_base=11",
        "'type':'rules','risk_map':'a: 1' | must be the text of quote_rules.yaml: quote_rules is"
            + " missing",
        "'type':'rules','risk_map':' ','quote_rules':'x' | must be the text of risk_map.yaml:"
            + " risk_map=\" \"",
        "'type':'release','tneant':'x' | must be a known key: tneant; did you mean tenant?",
        "'type':'release','ure':0.7 | must be a known key: ure; known: id, author, tenant,"
            + " effective_ts, type, force",
        "'type':'release','force':1 | must be true or false: force=1",
        "'type':'relaese' | must be one of release, weights, tick_limits, curves, rules, adapt,"
            + " note: type=\"relaese\"; did you mean release?",
        "'type':7 | must be one of release, weights, tick_limits, curves, rules, adapt, note:"
            + " type=7",
        "'kp':1 | must be one of release, weights, tick_limits, curves, rules, adapt, note: type is"
            + " missing",
        "'type':'adapt' | must be one of residual, innovation, fixed, configured: mode is missing",
        "'type':'adapt','mode':'fixd' | must be one of residual, innovation, fixed, configured:"
            + " mode=\"fixd\"; did you mean fixed?",
        "'type':'adapt','mode':'fixed','q':0.2 | must be a number in 1.0E-5..0.1: q=0.2",
        "'type':'adapt','mode':'fixed','r':'0.01' | must be a number in 1.0E-4..0.02: r=\"0.01\";"
            + " write it without quotes",
        "'type':'adapt','mode':'residual','q':0.01 | must be left out: q and r go with mode fixed"
            + " alone: q=0.01",
        "'type':'note' | must be a text of 1..4000 characters: text is missing",
        "'type':'note','text':'x','refs':'y' | must be a list of up to 50 texts of 1..512"
            + " characters without a comma or control characters: refs=\"y\"",
        "'type':'note','text':'x','refs':['a,b'] | must be a list of up to 50 texts of 1..512"
            + " characters without a comma or control characters: refs=[\"a,b\"]",
        "'type':'note','text':'x','from':5 | must be epoch seconds above 0 and below 1e11, both"
            + " from and to or neither: to is missing",
        "'type':'note','text':'x','from':5,'to':4 | must have from <= to: from=5 to=4",
        "'type':'note','text':'x','from':1767225600123,'to':1767225600124 | must be epoch seconds"
            + " above 0 and below 1e11, both from and to or neither: from=1767225600123; is it in"
            + " milliseconds? divide by 1000",
      })
  void mistakeIsSaidWithWhatWouldBeAccepted(String more, String finding) {
    assertThat(READER.read(command(more)).findings().get(0)).isEqualTo(finding);
    assertThat(READER.read(command(more)).command()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'id':'' | must be a text of 1..128 characters without control characters: id=\"\"",
        "'id':7 | must be a text of 1..128 characters without control characters: id=7",
        "'id':'a\\n"
            + "b' | must be a text of 1..128 characters without control characters: id=\"a\\n"
            + "b\"",
        "'author':null | must be a text of 1..128 characters without control characters:"
            + " author=null",
        "'tenant':'' | must be a text of 1..512 characters without control characters: tenant=\"\"",
        "'effective_ts':1767225600123 | must be epoch seconds above 0 and below 1e11:"
            + " effective_ts=1767225600123; is it in milliseconds? divide by 1000",
        "'effective_ts':'now' | must be epoch seconds above 0 and below 1e11: effective_ts=\"now\"",
        "'effective_ts':0 | must be epoch seconds above 0 and below 1e11: effective_ts=0",
      })
  void mistakeOfTheHeadIsSaid(String field, String finding) {
    String name = field.substring(1, field.indexOf('\'', 1));
    String json = command("'type':'release'").replaceAll("\"" + name + "\":[^,}]*", "@");
    String wrong = json.replace("@", field.replace('\'', '"'));
    assertThat(READER.read(wrong).findings()).containsExactly(finding);
  }

  @Test
  void namesHaveTheirBounds() {
    String fits = command("'type':'release'").replace("c-1", "x".repeat(128));
    assertThat(READER.read(fits).findings()).isEmpty();
    assertThat(READER.read(fits.replace("xx", "xxx")).findings())
        .singleElement()
        .asString()
        .startsWith("must be a text of 1..128 characters");
  }

  @Test
  void allMistakesAreSaidTogether() {
    assertThat(
            READER
                .read(
                    "{\"id\":\"\",\"tenant\":3,\"type\":\"weights\",\"ure\":2,\"sensor\":0.3,\"x\":1}")
                .findings())
        .containsExactly(
            "must be a text of 1..128 characters without control characters: id=\"\"",
            "must be a text of 1..128 characters without control characters: author is missing",
            "must be a text of 1..512 characters without control characters: tenant=3",
            "must be epoch seconds above 0 and below 1e11: effective_ts is missing",
            "must be a known key: sensor; did you mean sensors?",
            "must be a known key: x; known: id, author, tenant, effective_ts, type, ure, sensors",
            "must be a number in 0.6..0.9: ure=2",
            "must be a number in 0.1..0.4: sensors is missing");
    assertThat(READER.read(command("'type':'rules','risk_map':'bad','quote_rules':'x'")).findings())
        .containsExactly("risk_map.yaml:1:1 must be right", "quote_rules.yaml:2:1 that too");
  }

  @Test
  void endlessMistakesAreSaidInBounds() {
    StringBuilder more = new StringBuilder("'type':'release'");
    for (int i = 0; i < 1_000; i++) {
      more.append(",'").append("k".repeat(100)).append(i).append("':1");
    }
    List<String> findings = READER.read(command(more.toString())).findings();
    assertThat(findings).hasSize(51).last().isEqualTo("and 950 more");
    assertThat(findings.get(0)).hasSizeLessThan(200);
  }

  @Test
  void textThatIsNoCommandIsOneFinding() {
    assertThat(READER.read("[]").findings())
        .containsExactly("command must be one JSON object, is array");
    assertThat(READER.read(command("'id':'again'")).findings())
        .singleElement()
        .asString()
        .startsWith("command must be one JSON object: Duplicate field 'id'");
  }

  @Test
  void commandsCheckThemselves() {
    assertThatThrownBy(() -> new OperatorCommand.Weights(HEAD, 0.5, 0.3))
        .hasMessage("must be a number in 0.6..0.9: ure=0.5");
    assertThatThrownBy(() -> new OperatorCommand.TickLimits(HEAD, 300, 200))
        .hasMessage("must have min_tick_ms < max_tick_ms: min_tick_ms=300 max_tick_ms=200");
    assertThatThrownBy(() -> new CommandHead("", "a", "t", 1))
        .hasMessage("command must have an id, an author and a tenant: id= author=a tenant=t");
  }
}
