package lumen.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;

/** A line of text to an event, by a tree of JSON; what is no number of a channel is left out. */
public final class NaiveParser extends RichFlatMapFunction<String, NaiveEvent> {
  private static final long serialVersionUID = 1L;
  private static final double MICROS = 1e6;

  private transient ObjectMapper mapper;

  @Override
  public void flatMap(String line, Collector<NaiveEvent> out) throws IOException {
    if (mapper == null) {
      mapper = new ObjectMapper();
    }
    JsonNode json = mapper.readTree(line);
    if (!json.path("value").isNumber()) {
      return;
    }
    NaiveEvent event = new NaiveEvent();
    event.micros = (long) Math.rint(json.path("ts").asDouble() * MICROS);
    event.tenant = json.path("meta").path("tenant").asText("default");
    event.source = json.path("source").asText();
    event.key = json.path("key").asText();
    event.value = json.path("value").asDouble();
    out.collect(event);
  }
}
