package lumen.governance.ledger;

import lumen.event.Row;
import lumen.governance.ingest.ServiceIngest;
import lumen.governance.run.GovernanceOperator;
import lumen.governance.run.GovernanceRun;
import lumen.governance.sink.GovernanceOutlets;
import lumen.runtime.lines.Notice;
import lumen.runtime.lines.Output;
import lumen.runtime.lines.ToldLine;
import lumen.runtime.state.WriteBehindOperator;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * From lines of services to what is told of them.
 *
 * @param services gives every output as a side output
 * @param notices accounts, and what services did not take
 */
public record LedgerStage(
    SingleOutputStreamOperator<Void> services, DataStream<Notice<?>> notices) {

  /** Adds the stage, keyed by service. */
  public static LedgerStage attach(ServiceIngest ingest, GovernanceRun run) {
    SingleOutputStreamOperator<Void> services =
        ingest
            .rows()
            .keyBy(Row::tenant, Types.STRING)
            .transform(
                GovernanceOperator.LEDGER.title(),
                Types.VOID,
                WriteBehindOperator.of(new LedgerFunction(run)))
            .uid(GovernanceOperator.LEDGER.uid());
    return new LedgerStage(
        services, GovernanceOutlets.NOTICES.leaving(services, GovernanceOperator.LEDGER_NOTICES));
  }

  /** The values of an output as services emit them. */
  public DataStream<ToldLine> values(Output<ToldLine> output) {
    return services.getSideOutput(output.tag());
  }
}
