package lumen.connectors.postgres;

import java.io.IOException;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;

/**
 * Keeps a table of what was fused, by tenant and time. Rows are written at least once and replace
 * themselves: after a restart the table is what it would be without one. A row shows at the next
 * checkpoint at the latest.
 */
public final class PostgresSink implements Sink<ResonanceEvent> {
  private static final long serialVersionUID = 1L;

  private final PostgresOptions options;

  /** Makes the sink; it connects where it runs. */
  public PostgresSink(PostgresOptions options) {
    this.options = options;
  }

  @Override
  public SinkWriter<ResonanceEvent> createWriter(WriterInitContext context) throws IOException {
    SinkWriterMetricGroup metrics = context.metricGroup();
    return new PostgresWriter(
        options, metrics.getNumRecordsSendCounter(), metrics.getNumRecordsSendErrorsCounter());
  }
}
