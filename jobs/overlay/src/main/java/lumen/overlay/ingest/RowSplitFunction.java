package lumen.overlay.ingest;

import java.nio.charset.StandardCharsets;
import lumen.event.Command;
import lumen.event.Envelope;
import lumen.event.EventLimits;
import lumen.event.Reject;
import lumen.event.Row;
import lumen.event.RowSerializer;
import lumen.overlay.record.OverlayCommand;
import lumen.overlay.record.RouteReason;
import lumen.overlay.sink.RouteOutlets;
import lumen.overlay.sink.RouteReject;
import lumen.runtime.command.CommandReader;
import lumen.runtime.command.CommandReading;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Sends lines and commands to their tenants, ends of logs to all who decide, and the rest to the
 * rejects. Commands of a file are read here, so that a wrong one needs no tenant.
 */
final class RowSplitFunction extends ProcessFunction<Envelope, Row> {
  /** Ends of logs. */
  static final OutputTag<Row> ENDS = new OutputTag<>("log-ends", RowSerializer.TYPE);

  private static final long serialVersionUID = 1L;

  private final CommandReader<OverlayCommand> commands;

  RowSplitFunction(CommandReader<OverlayCommand> commands) {
    this.commands = commands;
  }

  @Override
  public void processElement(Envelope envelope, Context context, Collector<Row> out) {
    if (envelope instanceof Row row) {
      row(row, context, out);
    } else if (envelope instanceof Command command) {
      command(command, context, out);
    } else if (envelope instanceof Reject reject) {
      reject(
          new RouteReject(
              reject.reason().code(),
              reject.detail(),
              reject.stream(),
              reject.position(),
              reject.raw()),
          context);
    } else {
      throw new IllegalStateException(
          "an input of this job must give rows and commands: " + envelope.getClass().getName());
    }
  }

  private static void row(Row row, Context context, Collector<Row> out) {
    switch (row.kind()) {
      case LINE, ORDER -> out.collect(row);
      case END -> context.output(ENDS, row);
      case REJECT ->
          reject(
              new RouteReject(row.fault(), row.detail(), row.stream(), row.position(), row.text()),
              context);
    }
  }

  private void command(Command command, Context context, Collector<Row> out) {
    CommandReading<OverlayCommand> reading = commands.read(command);
    if (reading.command().isPresent()) {
      String tenant = reading.command().get().head().tenant();
      out.collect(Row.order(command.stream(), tenant, command.json(), command.position()));
      return;
    }
    byte[] bytes = command.json().getBytes(StandardCharsets.UTF_8);
    reject(
        new RouteReject(
            RouteReason.BAD_COMMAND.code(),
            String.join("; ", reading.findings()),
            command.stream(),
            command.position(),
            EventLimits.raw(bytes, 0, bytes.length)),
        context);
  }

  private static void reject(RouteReject reject, Context context) {
    context.output(RouteOutlets.NOTICES.tag(), RouteOutlets.REJECTS.notice(reject));
  }
}
