package lumen.governance.part;

import java.io.IOException;
import lumen.governance.record.CostCategory;
import lumen.governance.record.DeployResult;
import lumen.governance.record.Knob;
import lumen.governance.record.SampleCounts;
import lumen.governance.record.ServiceLine;
import lumen.governance.record.ServiceLine.CacheMemory;
import lumen.governance.record.ServiceLine.Cost;
import lumen.governance.record.ServiceLine.Counter;
import lumen.governance.record.ServiceLine.Deploy;
import lumen.governance.record.ServiceLine.Sample;
import lumen.governance.record.ServiceLine.Setting;
import lumen.governance.record.ServiceLine.Value;
import lumen.state.StateReader;
import lumen.state.StateWriter;

/** How a line is kept, but for its service, whose part it is. */
public final class LinePart {
  private static final int COUNTS = 8;

  private LinePart() {}

  /** Writes it. */
  public static void write(ServiceLine line, StateWriter out) throws IOException {
    if (line instanceof Sample sample) {
      out.writeUTF("sample");
      write(sample, out);
    } else if (line instanceof Cost cost) {
      out.writeUTF("cost");
      out.writeLong(cost.micros());
      out.writeText(cost.component());
      out.writeLong(cost.from());
      out.writeLong(cost.to());
      out.writeLong(cost.billed());
      out.writeLong(cost.effective());
      out.writeUTF(cost.category().name());
    } else if (line instanceof Value value) {
      out.writeUTF("value");
      out.writeLong(value.micros());
      out.writeLong(value.from());
      out.writeLong(value.to());
      out.writeLong(value.amount());
    } else if (line instanceof Deploy deploy) {
      out.writeUTF("deploy");
      write(deploy, out);
    } else if (line instanceof Setting setting) {
      out.writeUTF("setting");
      out.writeLong(setting.micros());
      out.writeUTF(setting.knob().name());
      out.writeDouble(setting.value());
      OptionalText.write(setting.answers().orElse(null), out);
    }
  }

  /** Writes a deployment alone. */
  public static void write(Deploy deploy, StateWriter out) throws IOException {
    out.writeLong(deploy.micros());
    out.writeText(deploy.revision());
    out.writeUTF(deploy.result().name());
    OptionalText.write(deploy.answers().orElse(null), out);
  }

  private static void write(Sample sample, StateWriter out) {
    out.writeLong(sample.micros());
    out.writeLong(sample.spanMicros());
    out.writeText(sample.revision());
    out.writeDouble(sample.up());
    out.write(sample.counts().values(), COUNTS);
    LatenciesPart.write(sample.latencies(), out);
    write(sample.memory(), out);
    out.writeBoolean(sample.counter() != null);
    if (sample.counter() != null) {
      out.writeText(sample.counter().instance());
      out.writeLong(sample.counter().startMicros());
    }
  }

  /** Writes a gauge of memory, or null. */
  public static void write(CacheMemory memory, StateWriter out) {
    out.writeBoolean(memory != null);
    if (memory != null) {
      out.writeLong(memory.bytes());
      out.writeLong(memory.limit());
    }
  }

  /** Reads a gauge of memory, or null. */
  public static CacheMemory readMemory(StateReader in) {
    return in.readBoolean() ? new CacheMemory(in.readLong(), in.readLong()) : null;
  }

  /** Reads it. */
  public static ServiceLine read(String service, StateReader in) throws IOException {
    String type = in.readUTF();
    return switch (type) {
      case "sample" -> sample(service, in);
      case "cost" ->
          new Cost(
              service,
              in.readLong(),
              in.readText(),
              in.readLong(),
              in.readLong(),
              in.readLong(),
              in.readLong(),
              CostCategory.valueOf(in.readUTF()));
      case "value" ->
          new Value(service, in.readLong(), in.readLong(), in.readLong(), in.readLong());
      case "deploy" -> readDeploy(service, in);
      case "setting" ->
          new Setting(
              service,
              in.readLong(),
              Knob.valueOf(in.readUTF()),
              in.readDouble(),
              OptionalText.readIfAny(in));
      default -> throw new IOException("a line must be of a known type: " + type);
    };
  }

  /** Reads a deployment alone. */
  public static Deploy readDeploy(String service, StateReader in) throws IOException {
    return new Deploy(
        service,
        in.readLong(),
        in.readText(),
        DeployResult.valueOf(in.readUTF()),
        OptionalText.readIfAny(in));
  }

  private static Sample sample(String service, StateReader in) {
    return new Sample(
        service,
        in.readLong(),
        in.readLong(),
        in.readText(),
        in.readDouble(),
        SampleCounts.of(in.readLongs(COUNTS)),
        LatenciesPart.read(in),
        readMemory(in),
        in.readBoolean() ? new Counter(in.readText(), in.readLong()) : null);
  }
}
