package lumen.governance.ingest;

import java.nio.charset.StandardCharsets;
import lumen.event.Command;
import lumen.event.Envelope;
import lumen.event.EventLimits;
import lumen.event.Reject;
import lumen.event.RejectReason;
import lumen.event.Row;
import lumen.governance.command.ServiceCommands;
import lumen.governance.sink.GovernanceOutlets;
import lumen.intake.TimedRows;
import lumen.runtime.lines.JsonLine;
import lumen.runtime.lines.RowReject;
import lumen.runtime.lines.ToldLine;
import lumen.runtime.lines.UnorderedOutput;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Sends lines and commands to their services, and tells of the rest what became of it. */
final class ServiceSplitFunction extends ProcessFunction<Envelope, Row> {
  private static final long serialVersionUID = 1L;

  @Override
  public void processElement(Envelope envelope, Context context, Collector<Row> out) {
    if (envelope instanceof Row row) {
      row(row, context, out);
    } else if (envelope instanceof Command command) {
      command(command, context, out);
    } else if (envelope instanceof Reject reject) {
      tell(
          new RowReject(
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
      case REJECT ->
          tell(
              new RowReject(row.fault(), row.detail(), row.stream(), row.position(), row.text()),
              context);
      case END -> {
        String name = new JsonLine().text("stream", row.stream()).end();
        String account = name.substring(0, name.length() - 1) + ',' + row.text() + '}';
        context.output(
            GovernanceOutlets.NOTICES.tag(),
            GovernanceOutlets.ACCOUNTS.notice(new ToldLine(row.clockMicros(), "", 0, account)));
      }
    }
  }

  private static void command(Command command, Context context, Collector<Row> out) {
    String service = ServiceCommands.service(command.json());
    if (ServiceCommands.read(command.json()).isPresent() && !service.isEmpty()) {
      out.collect(Row.order(command.stream(), service, command.json(), command.position()));
      return;
    }
    tell(
        new RowReject(
            RejectReason.BAD_COMMAND.code(),
            "a command must have the texts id, type and tenant, and effective_ts above 0",
            command.stream(),
            command.position(),
            raw(command.json())),
        context);
  }

  private static String raw(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return EventLimits.raw(bytes, 0, bytes.length);
  }

  private static void tell(RowReject reject, Context context) {
    UnorderedOutput<RowReject> output =
        reject.reason().equals(TimedRows.LATE) ? GovernanceOutlets.LATE : GovernanceOutlets.REJECTS;
    context.output(GovernanceOutlets.NOTICES.tag(), output.notice(reject));
  }
}
