package lumen.overlay.route;

import lumen.event.Row;
import lumen.overlay.graph.OverlayOperator;
import lumen.overlay.graph.OverlayRun;
import lumen.overlay.ingest.RouteIngest;
import lumen.overlay.sink.RouteLine;
import lumen.overlay.sink.RouteOutlets;
import lumen.runtime.lines.Notice;
import lumen.runtime.lines.Output;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * From lines of tenants to what is decided.
 *
 * @param tenants gives every output as a side output
 * @param notices what tenants did not take
 */
public record RouteStage(SingleOutputStreamOperator<Void> tenants, DataStream<Notice<?>> notices) {

  /** Adds the stage, keyed by tenant. */
  public static RouteStage attach(RouteIngest ingest, OverlayRun run) {
    SingleOutputStreamOperator<Void> tenants =
        ingest
            .rows()
            .keyBy(Row::tenant, Types.STRING)
            .connect(ingest.ends().broadcast())
            .transform(
                OverlayOperator.ROUTE.title(),
                Types.VOID,
                new RouteOperator(new RouteFunction(run)))
            .uid(OverlayOperator.ROUTE.uid());
    return new RouteStage(
        tenants, RouteOutlets.NOTICES.leaving(tenants, OverlayOperator.ROUTE_NOTICES));
  }

  /** The values of an output as tenants emit them. */
  public DataStream<RouteLine> values(Output<RouteLine> output) {
    return tenants.getSideOutput(output.tag());
  }

  /** Answers to the gateway, as they are given. */
  public DataStream<RouteLine> answers() {
    return tenants.getSideOutput(RouteOutlets.ANSWERS);
  }
}
