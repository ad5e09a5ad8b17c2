package lumen.overlay.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import lumen.overlay.command.OverlayCommands;
import lumen.overlay.reference.ReferenceLog;
import lumen.overlay.settings.OverlayCatalogue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema of a log's lines and the reader say the same, by an independent validator. */
class RecordSchemaTest {
  private static final String FILE = "configs/schemas/overlay_record.schema.json";
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final RouteLineReader READER =
      new RouteLineReader(OverlayCommands.reader(OverlayCatalogue.defaults().file().gates()));
  private static final JsonSchema SCHEMA = schema();

  private static JsonSchema schema() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve(FILE))) {
      folder = folder.getParent();
    }
    try {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
          .getSchema(Files.readString(folder.resolve(FILE)));
    } catch (IOException e) {
      throw new IllegalStateException("the schema must be readable", e);
    }
  }

  private static boolean isOfTheSchema(String line) throws IOException {
    return SCHEMA.validate(MAPPER.readTree(line)).isEmpty();
  }

  private static boolean isRead(String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    return READER.read(bytes, 0, bytes.length).line().isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'request','ts':1.5,'request_id':'r','scenario_type':'s'}",
        "{'type':'request','ts':1,'request_id':'r','scenario_type':'s','tenant':null,'more':[1]}",
        "{'type':'request','ts':1,'request_id':'r','scenario_type':'s','confidence':0.5,'targeting_key':'k'}",
        "{'type':'outcome','ts':1,'request_id':'r','overlay':'x','result':'success','latency_ms':12.0,'tokens':1e7}",
        "{'type':'outcome','ts':1,'request_id':'r','overlay':'x','result':'timeout','latency_ms':0,'tokens':3,'quality':1,'baseline_tokens':2,'scenario':'s'}",
        "{'type':'command','ts':2,'tenant':7,'command':{'id':'i','author':'a','tenant':'t','type':'trip','overlay':'x'}}",
        "{'type':'command','ts':2,'command':{'id':'i','author':'a','type':'features','baseline_only':true,'effective_ts':5}}"
      })
  void takenByBoth(String quoted) throws IOException {
    String line = quoted.replace('\'', '"');
    assertThat(isRead(line)).isTrue();
    assertThat(isOfTheSchema(line)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[1,2]",
        "{}",
        "{'type':null,'ts':1}",
        "{'type':'ask','ts':1}",
        "{'type':'request'}",
        "{'type':'outcome','ts':'1'}",
        "{'type':'request','ts':0,'request_id':'r','scenario_type':'s'}",
        "{'type':'request','ts':1e11,'request_id':'r','scenario_type':'s'}",
        "{'type':'request','ts':1,'tenant':7,'request_id':'r','scenario_type':'s'}",
        "{'type':'request','ts':1,'tenant':'','request_id':'r','scenario_type':'s'}",
        "{'type':'request','ts':1,'scenario_type':'s'}",
        "{'type':'request','ts':1,'request_id':'','scenario_type':'s'}",
        "{'type':'request','ts':1,'request_id':null,'scenario_type':'s'}",
        "{'type':'request','ts':1,'request_id':'r','scenario_type':'s','confidence':1.2}",
        "{'type':'request','ts':1,'request_id':'r','scenario_type':'s','confidence':'1'}",
        "{'type':'request','ts':1,'request_id':'r','scenario_type':'s','targeting_key':1}",
        "{'type':'outcome','ts':1,'request_id':'r','overlay':'x','result':'ok','latency_ms':1,'tokens':1}",
        "{'type':'outcome','ts':1,'request_id':'r','overlay':'x','result':'success'}",
        "{'type':'outcome','ts':1,'request_id':'r','overlay':'x','result':'success','latency_ms':1.5,'tokens':1}",
        "{'type':'outcome','ts':1,'request_id':'r','overlay':'x','result':'success','latency_ms':-1,'tokens':1}",
        "{'type':'outcome','ts':1,'request_id':'r','overlay':'x','result':'success','latency_ms':10000001,'tokens':1}",
        "{'type':'outcome','ts':1,'request_id':'r','overlay':'x','result':'success','latency_ms':1}",
        "{'type':'outcome','ts':1,'request_id':'r','scenario':7,'overlay':'x','result':'success','latency_ms':1,'tokens':1}",
        "{'type':'outcome','ts':1,'request_id':'r','overlay':'x','result':'success','latency_ms':1,'tokens':1,'quality':-0.1}",
        "{'type':'command','ts':1}",
        "{'type':'command','ts':1,'command':'stop'}",
        "{'type':'command','ts':1,'command':{'id':'i','author':'a','type':'stop'}}",
        "{'type':'command','ts':1,'command':{'author':'a','type':'trip','overlay':'x'}}"
      })
  void refusedByBoth(String quoted) throws IOException {
    String line = quoted.replace('\'', '"');
    assertThat(isRead(line)).isFalse();
    assertThat(isOfTheSchema(line)).isFalse();
  }

  /** What the reference wrote and the reader takes is of the schema, line by line. */
  @ParameterizedTest
  @EnumSource(ReferenceLog.class)
  void wholeLogsAreOfTheSchema(ReferenceLog log) throws IOException {
    int taken = 0;
    for (String line : log.lines("input.ndjson")) {
      if (isRead(line)) {
        assertThat(isOfTheSchema(line)).as(line).isTrue();
        taken++;
      }
    }
    assertThat(taken).isPositive();
  }

  @Test
  void itIsDraftSeven() {
    assertThat(SCHEMA.getSchemaNode().path("$schema").asText())
        .isEqualTo("http://json-schema.org/draft-07/schema#");
  }
}
