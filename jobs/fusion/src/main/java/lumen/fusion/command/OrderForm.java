package lumen.fusion.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lumen.fusion.command.OperatorCommand.Adapt;
import lumen.fusion.command.OperatorCommand.Curves;
import lumen.fusion.command.OperatorCommand.Note;
import lumen.fusion.command.OperatorCommand.Release;
import lumen.fusion.command.OperatorCommand.Rules;
import lumen.fusion.command.OperatorCommand.TickLimits;
import lumen.fusion.command.OperatorCommand.Weights;
import lumen.runtime.command.CommandHead;
import lumen.signal.gain.GainCurve;
import lumen.signal.kalman.Adaptation;
import lumen.state.StateReader;
import lumen.state.StateWriter;

/** What a command orders, in state and between tasks: its type, then its values. */
public final class OrderForm {
  private static final int BYTES_PER_POINT = 2 * Double.BYTES;
  private static final int BYTES_OF_A_TEXT = 1;

  private OrderForm() {}

  /** Writes all but the head. */
  public static void write(OperatorCommand command, StateWriter out) {
    out.writeText(command.type().word());
    if (command instanceof Release release) {
      out.writeBoolean(release.force());
    } else if (command instanceof Weights set) {
      out.writeDouble(set.ure());
      out.writeDouble(set.sensors());
    } else if (command instanceof TickLimits limits) {
      out.writeDouble(limits.minMs());
      out.writeDouble(limits.maxMs());
    } else if (command instanceof Curves curves) {
      curve(curves.kp(), out);
      curve(curves.kd(), out);
      out.writeDouble(curves.kiBase());
    } else if (command instanceof Rules rules) {
      out.writeText(rules.riskMap());
      out.writeText(rules.quoteRules());
    } else if (command instanceof Adapt adapt) {
      out.writeText(adapt.word());
      out.writeDouble(adapt.q());
      out.writeDouble(adapt.r());
    } else if (command instanceof Note note) {
      note(note, out);
    }
  }

  private static void note(Note note, StateWriter out) {
    out.writeText(note.text());
    out.writeInt(note.refs().size());
    note.refs().forEach(out::writeText);
    out.writeBoolean(note.span().isPresent());
    if (note.span().isPresent()) {
      out.writeLong(note.span().get().fromMicros());
      out.writeLong(note.span().get().toMicros());
    }
  }

  private static Note note(CommandHead head, StateReader in) {
    String text = in.readText();
    List<String> refs = new ArrayList<>();
    for (int left = in.readCount(BYTES_OF_A_TEXT); left > 0; left--) {
      refs.add(in.readText());
    }
    Optional<NoteSpan> span =
        in.readBoolean()
            ? Optional.of(new NoteSpan(in.readLong(), in.readLong()))
            : Optional.empty();
    return new Note(head, text, refs, span);
  }

  private static void curve(GainCurve curve, StateWriter out) {
    out.writeInt(curve.points().size());
    for (GainCurve.Point point : curve.points()) {
      out.writeDouble(point.x());
      out.writeDouble(point.y());
    }
  }

  /** Reads what {@link #write} wrote of a command with this head. */
  public static OperatorCommand read(CommandHead head, StateReader in) {
    String word = in.readText();
    for (CommandType type : CommandType.values()) {
      if (type.word().equals(word)) {
        return read(type, head, in);
      }
    }
    throw in.damaged("must order one of " + List.of(CommandType.values()) + ", orders " + word);
  }

  private static OperatorCommand read(CommandType type, CommandHead head, StateReader in) {
    return switch (type) {
      case RELEASE -> new Release(head, in.hasMore() && in.readBoolean());
      case WEIGHTS -> new Weights(head, in.readDouble(), in.readDouble());
      case TICK_LIMITS -> new TickLimits(head, in.readDouble(), in.readDouble());
      case CURVES -> new Curves(head, curve(in), curve(in), in.readDouble());
      case RULES -> new Rules(head, in.readText(), in.readText());
      case ADAPT -> new Adapt(head, mode(in), in.readDouble(), in.readDouble());
      case NOTE -> note(head, in);
    };
  }

  private static Optional<Adaptation> mode(StateReader in) {
    String word = in.readText();
    if (!AdaptFields.isMode(word)) {
      throw in.damaged("must order a mode of adapt, orders " + word);
    }
    return AdaptFields.mode(word);
  }

  private static GainCurve curve(StateReader in) {
    List<GainCurve.Point> points = new ArrayList<>();
    for (int left = in.readCount(BYTES_PER_POINT); left > 0; left--) {
      points.add(new GainCurve.Point(in.readDouble(), in.readDouble()));
    }
    return new GainCurve(points);
  }
}
