package lumen.serve;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What a Prometheus says, as it was written down; nothing while it is away.
 *
 * @param away whether it is
 * @param alerts those that fire
 */
record WrittenVerdicts(BooleanSupplier away, Supplier<List<FiringAlert>> alerts)
    implements Verdicts {
  @Override
  public List<FiringAlert> firing() throws IOException {
    said("");
    return alerts.get();
  }

  @Override
  public String objectives() throws IOException {
    return said(
        "{\"objectives\":[{\"slo\":\"phase\",\"tenant\":\"a\",\"objective\":0.99,"
            + "\"good\":0.995,\"budget_left\":0.5,\"samples\":172800},"
            + "{\"slo\":\"serving\",\"tenant\":\"\",\"objective\":0.99,"
            + "\"good\":null,\"budget_left\":null,\"samples\":0}]}");
  }

  @Override
  public Optional<String> gate(String name) throws IOException {
    String said =
        said(
            "{\"gate\":\"canary\",\"open\":false,\"verdicts\":[{\"condition\":\"phase\","
                + "\"tenant\":\"a\",\"value\":\"NaN\",\"threshold\":\"< 0.025\","
                + "\"samples\":12,\"needed\":38,\"outcome\":\"NO_DATA\"}]}");
    return name.equals("canary") ? Optional.of(said) : Optional.empty();
  }

  private String said(String json) throws IOException {
    if (away.getAsBoolean()) {
      throw new IOException("Prometheus must answer");
    }
    return json;
  }
}
