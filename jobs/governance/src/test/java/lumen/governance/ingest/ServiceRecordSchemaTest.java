package lumen.governance.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lumen.governance.reference.ReferenceService;
import lumen.governance.reference.TestSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema of the lines and the reader say the same, by an independent validator. */
class ServiceRecordSchemaTest {
  private static final String FILE = "configs/schemas/service_record.schema.json";
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final ServiceLineReader READER = new ServiceLineReader(TestSettings.read(""));
  private static final JsonSchema SCHEMA = schema();

  /** Every fault but these is one of the form that a schema can tell. */
  private static final List<String> BEYOND =
      List.of("parts_exceed_total", "unknown_currency", "unknown_service");

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

  private static ServiceReading reading(String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    return READER.read(bytes, 0, bytes.length);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'sample','ts':1.5,'service':'a','span_s':60,'requests':10,'errors_4xx':1,'errors_5xx':2.0}",
        "{'type':'sample','ts':1,'service':'a','span_s':3600,'requests':0,'errors_4xx':0,'errors_5xx':0,'up':null,'more':[1],'form':null}",
        "{'type':'sample','ts':1,'service':'a','span_s':1e-3,'requests':1,'errors_4xx':0,'errors_5xx':0,'latency_ms':[1.5],'cache_hits':3,'cold_starts':null}",
        "{'type':'sample','ts':1,'service':'a','span_s':60,'requests':1,'errors_4xx':0,'errors_5xx':0,'latency_ms':{'le':[1,2,null],'n':[0,1,0]},'instance':'i'}",
        "{'type':'sample','ts':9,'service':'a','span_s':60,'requests':1,'errors_4xx':0,'errors_5xx':0,'form':'cumulative','instance':'i','start_ts':3}",
        "{'type':'cost','ts':9,'service':'a','component':'c','from':1,'to':2,'billed':-0.5,'currency':'USD','category':'credit','correction':true}",
        "{'type':'cost','ts':9,'service':'a','component':'c','from':1,'to':2,'billed':1,'effective':null,'currency':'USD','category':'usage'}",
        "{'type':'value','ts':9,'service':'a','from':1,'to':2,'amount':1e9,'currency':'USD'}",
        "{'type':'deploy','ts':9,'service':'a','revision':'v','result':'rolled_back','answers':null}",
        "{'type':'setting','ts':9,'service':'a','name':'ttl_s','value':600,'answers':'d'}"
      })
  void takenByBoth(String quoted) throws IOException {
    String line = quoted.replace('\'', '"');
    assertThat(reading(line).line()).as(reading(line).detail()).isPresent();
    assertThat(isOfTheSchema(line)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[1,2]",
        "{}",
        "{'type':null,'ts':1,'service':'a'}",
        "{'type':'request','ts':1,'service':'a'}",
        "{'type':'sample','ts':1,'service':'a'}",
        "{'type':'sample','ts':0,'service':'a','span_s':60,'requests':1,'errors_4xx':0,'errors_5xx':0}",
        "{'type':'sample','ts':1e11,'service':'a','span_s':60,'requests':1,'errors_4xx':0,'errors_5xx':0}",
        "{'type':'sample','ts':1,'service':'','span_s':60,'requests':1,'errors_4xx':0,'errors_5xx':0}",
        "{'type':'sample','ts':1,'span_s':60,'requests':1,'errors_4xx':0,'errors_5xx':0}",
        "{'type':'sample','ts':1,'service':'a','span_s':3601,'requests':1,'errors_4xx':0,'errors_5xx':0}",
        "{'type':'sample','ts':1,'service':'a','span_s':60,'requests':1,'errors_4xx':0}",
        "{'type':'sample','ts':1,'service':'a','span_s':60,'requests':-1,'errors_4xx':0,'errors_5xx':0}",
        "{'type':'sample','ts':1,'service':'a','span_s':60,'requests':1.5,'errors_4xx':0,'errors_5xx':0}",
        "{'type':'sample','ts':1,'service':'a','span_s':60,'requests':null,'errors_4xx':0,'errors_5xx':0}",
        "{'type':'sample','ts':1,'service':'a','span_s':60,'requests':1,'errors_4xx':0,'errors_5xx':0,'up':1.1}",
        "{'type':'sample','ts':1,'service':'a','span_s':60,'requests':1,'errors_4xx':0,'errors_5xx':0,'revision':7}",
        "{'type':'sample','ts':1,'service':'a','span_s':60,'requests':1,'errors_4xx':0,'errors_5xx':0,'cache_hits':'3'}",
        "{'type':'sample','ts':1,'service':'a','span_s':60,'requests':1,'errors_4xx':0,'errors_5xx':0,'latency_ms':7}",
        "{'type':'sample','ts':1,'service':'a','span_s':60,'requests':1,'errors_4xx':0,'errors_5xx':0,'latency_ms':[-1]}",
        "{'type':'sample','ts':1,'service':'a','span_s':60,'requests':1,'errors_4xx':0,'errors_5xx':0,'latency_ms':{'le':[1,2],'n':[1,1]}}",
        "{'type':'sample','ts':1,'service':'a','span_s':60,'requests':1,'errors_4xx':0,'errors_5xx':0,'latency_ms':{'le':[null],'n':[1]}}",
        "{'type':'sample','ts':1,'service':'a','span_s':60,'requests':1,'errors_4xx':0,'errors_5xx':0,'latency_ms':{'le':[1,null],'n':[1,-1]}}",
        "{'type':'sample','ts':1,'service':'a','span_s':60,'requests':1,'errors_4xx':0,'errors_5xx':0,'form':'other'}",
        "{'type':'sample','ts':1,'service':'a','span_s':60,'requests':1,'errors_4xx':0,'errors_5xx':0,'form':'cumulative'}",
        "{'type':'sample','ts':1,'service':'a','span_s':60,'requests':1,'errors_4xx':0,'errors_5xx':0,'form':'cumulative','instance':'i','latency_ms':[1]}",
        "{'type':'sample','ts':1,'service':'a','span_s':60,'requests':1,'errors_4xx':0,'errors_5xx':0,'start_ts':0}",
        "{'type':'cost','ts':9,'service':'a','from':1,'to':2,'billed':1,'currency':'USD','category':'usage'}",
        "{'type':'cost','ts':9,'service':'a','component':'c','from':1,'to':2,'billed':2e9,'currency':'USD','category':'usage'}",
        "{'type':'cost','ts':9,'service':'a','component':'c','from':1,'to':2,'billed':1,'currency':'USD','category':'rent'}",
        "{'type':'cost','ts':9,'service':'a','component':'c','from':1,'to':2,'billed':1,'currency':'USD','category':'usage','correction':1}",
        "{'type':'value','ts':9,'service':'a','from':1,'to':2,'currency':'USD'}",
        "{'type':'deploy','ts':9,'service':'a','revision':'v','result':'ok'}",
        "{'type':'deploy','ts':9,'service':'a','result':'success'}",
        "{'type':'deploy','ts':9,'service':'a','revision':'v','result':'success','answers':''}",
        "{'type':'setting','ts':9,'service':'a','name':'ttl','value':600}",
        "{'type':'setting','ts':9,'service':'a','name':'ttl_s','value':-1}",
        "{'type':'setting','ts':9,'service':'a','name':'ttl_s'}"
      })
  void refusedByBoth(String quoted) throws IOException {
    String line = quoted.replace('\'', '"');
    assertThat(reading(line).line()).isEmpty();
    assertThat(isOfTheSchema(line)).isFalse();
  }

  /** What the reader takes of the reference is of the schema, and what it does not is not. */
  @ParameterizedTest
  @EnumSource(ReferenceService.class)
  void wholeServicesAreOfTheSchema(ReferenceService service) throws IOException {
    ServiceLineReader reader =
        new ServiceLineReader(TestSettings.read(service.text("governance.yaml")));
    Map<String, Integer> taken = new HashMap<>();
    for (byte[] line : service.log()) {
      ServiceReading reading = reader.read(line, 0, line.length);
      String text = new String(line, StandardCharsets.UTF_8);
      if (reading.line().isPresent()) {
        assertThat(isOfTheSchema(text)).as(text).isTrue();
        taken.merge(reading.line().get().getClass().getSimpleName(), 1, Integer::sum);
      } else if (isJson(text) && !BEYOND.contains(reading.reason().code())) {
        assertThat(isOfTheSchema(text)).as("%s: %s", reading.reason().code(), text).isFalse();
      }
    }
    assertThat(taken).containsKey("Sample");
  }

  private static boolean isJson(String text) {
    try {
      return MAPPER.readTree(text).isObject();
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void itIsDraftSeven() {
    assertThat(SCHEMA.getSchemaNode().path("$schema").asText())
        .isEqualTo("http://json-schema.org/draft-07/schema#");
  }
}
