package lumen.fusion.align;

import java.io.IOException;
import java.util.Optional;
import lumen.event.ImmutableSerializer;
import lumen.event.Position;
import lumen.fusion.command.OperatorCommand;
import lumen.fusion.command.OrderForm;
import lumen.fusion.tenant.AlignedBlock;
import lumen.fusion.tenant.CommandInput;
import lumen.fusion.tenant.FactInput;
import lumen.fusion.tenant.NowBlock;
import lumen.fusion.tenant.ReferenceBlock;
import lumen.fusion.tenant.TenantInput;
import lumen.runtime.command.CommandHead;
import lumen.state.StateForm;
import lumen.state.StateReader;
import lumen.state.StateWriter;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Form of a tenant's input between tasks and in its state. */
public final class TenantInputSerializer extends ImmutableSerializer<TenantInput> {
  /** The one instance; it has no state. */
  public static final TenantInputSerializer INSTANCE = new TenantInputSerializer();

  private static final long serialVersionUID = 1L;

  /** Before 2.1 a command was its text alone, before 2.3 it had no place. */
  private static final StateForm FORM = new StateForm("input", 2, 3);

  static final byte ALIGNED = 1;
  static final byte REFERENCE = 2;
  static final byte FACT = 3;
  static final byte COMMAND = 4;

  /** Between tasks alone: no version before the figures of now was given one. */
  static final byte NOW = 5;

  @Override
  public void serialize(TenantInput input, DataOutputView out) throws IOException {
    FORM.write(
        out,
        expectedBytes(input),
        state -> {
          state.field(its -> write(input, its));
          if (input instanceof CommandInput command) {
            state.field(its -> order(command, its));
            state.field(its -> place(command.position(), its));
          }
        });
  }

  private static int expectedBytes(TenantInput input) {
    int numbers = 0;
    if (input instanceof AlignedBlock block) {
      numbers = 3 * block.size();
    } else if (input instanceof NowBlock block) {
      numbers = 5 * block.size();
    } else if (input instanceof ReferenceBlock block) {
      numbers = 2 * block.micros().length;
    }
    return 128 + Double.BYTES * numbers;
  }

  private static void write(TenantInput input, StateWriter out) {
    if (input instanceof AlignedBlock block) {
      out.writeByte(ALIGNED);
      names(out, block.tenant(), block.source(), block.key());
      out.writeLong(block.firstStep());
      out.writeInt(block.size());
      out.write(block.value(), block.size());
      out.write(block.phase(), block.size());
      out.write(block.envelope(), block.size());
    } else if (input instanceof NowBlock block) {
      int n = block.size();
      out.writeByte(NOW);
      names(out, block.tenant(), block.source(), block.key());
      out.writeLong(block.firstStep());
      out.writeInt(n);
      out.write(block.phase(), n);
      out.write(block.envelope(), n);
      out.write(block.p50(), n);
      out.write(block.p90(), n);
      out.write(block.plv(), n);
    } else if (input instanceof ReferenceBlock block) {
      out.writeByte(REFERENCE);
      names(out, block.tenant(), block.source(), block.key());
      out.writeInt(block.micros().length);
      out.write(block.micros(), block.micros().length);
      out.write(block.values(), block.values().length);
    } else if (input instanceof FactInput fact) {
      out.writeByte(FACT);
      names(out, fact.tenant(), fact.source(), fact.key());
      out.writeText(fact.stream());
      out.writeLong(fact.micros());
      out.writeText(fact.text());
      out.writeLong(fact.position());
    } else if (input instanceof CommandInput command) {
      out.writeByte(COMMAND);
      names(out, command.tenant(), command.id(), command.author());
      out.writeLong(command.effectiveMicros());
      out.writeText(command.json());
    }
  }

  private static void order(CommandInput command, StateWriter out) {
    out.writeBoolean(command.order().isPresent());
    command.order().ifPresent(order -> OrderForm.write(order, out));
  }

  private static void place(Position position, StateWriter out) {
    out.writeText(position.file());
    out.writeLong(position.offset());
    out.writeLong(position.line());
  }

  private static void names(StateWriter out, String tenant, String source, String key) {
    out.writeText(tenant);
    out.writeText(source);
    out.writeText(key);
  }

  @Override
  public TenantInput deserialize(DataInputView in) throws IOException {
    byte first = in.readByte();
    return first == StateForm.MARK
        ? FORM.readMarked(in, state -> read(state.field(), state))
        : OlderTenantInput.read(first, in);
  }

  private static TenantInput read(StateReader in, StateReader behind) {
    byte kind = in.readByte();
    String tenant = in.readText();
    String second = in.readText();
    String third = in.readText();
    switch (kind) {
      case ALIGNED -> {
        long firstStep = in.readLong();
        int n = in.readInt();
        return new AlignedBlock(
            tenant,
            second,
            third,
            firstStep,
            in.readDoubles(n),
            in.readDoubles(n),
            in.readDoubles(n));
      }
      case NOW -> {
        long firstStep = in.readLong();
        int n = in.readInt();
        return new NowBlock(
            tenant,
            second,
            third,
            firstStep,
            in.readDoubles(n),
            in.readDoubles(n),
            in.readDoubles(n),
            in.readDoubles(n),
            in.readDoubles(n));
      }
      case REFERENCE -> {
        int n = in.readInt();
        return new ReferenceBlock(tenant, second, third, in.readLongs(n), in.readDoubles(n));
      }
      case FACT -> {
        String stream = in.readText();
        return new FactInput(
            tenant, stream, second, third, in.readLong(), in.readText(), in.readLong());
      }
      case COMMAND -> {
        CommandInput text = new CommandInput(tenant, second, third, in.readLong(), in.readText());
        return behind.hasMore() ? ordered(text, behind.field(), behind) : text;
      }
      default -> throw in.damaged("must be of kind 1..5, is " + kind);
    }
  }

  private static CommandInput ordered(CommandInput text, StateReader in, StateReader behind) {
    Optional<OperatorCommand> order = Optional.empty();
    if (in.readBoolean()) {
      CommandHead head =
          new CommandHead(text.id(), text.author(), text.tenant(), text.effectiveMicros());
      order = Optional.of(OrderForm.read(head, in));
    }
    Position place = behind.hasMore() ? place(behind.field()) : CommandInput.UNPLACED;
    return new CommandInput(
        text.tenant(), text.id(), text.author(), text.effectiveMicros(), text.json(), order, place);
  }

  private static Position place(StateReader in) {
    return new Position(in.readText(), in.readLong(), in.readLong());
  }

  @Override
  public TypeSerializerSnapshot<TenantInput> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer in checkpoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<TenantInput> {
    /** Made by reflection. */
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
