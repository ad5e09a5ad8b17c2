package lumen.runtime.lines;

import lumen.runtime.job.OperatorId;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.OutputTag;

/**
 * An ordered output of a job, declared once: what stages emit, how it is shown, sorted and named.
 *
 * @param <T> the values
 */
public final class Output<T> implements LineOutput<T> {
  /**
   * The operators of an output; their uids tie state to them.
   *
   * @param leaving in the chain of the stage that emits; null where nothing is to be held back
   * @param ordering puts the values in one order
   * @param writing writes the files
   */
  public record Operators(OperatorId leaving, OperatorId ordering, OperatorId writing) {
    /** Those of an output whose every watermark counts. */
    public static Operators everyMark(OperatorId ordering, OperatorId writing) {
      return new Operators(null, ordering, writing);
    }

    /** Those of an output without names of old. */
    static Operators named(String name) {
      return new Operators(
          OperatorId.of(name + "-leave", name + " leave"),
          OperatorId.of(name + "-ordering", "order " + name),
          OperatorId.of(name + "-sink", name));
    }
  }

  /** When the values of a step are all there. */
  public enum Complete {
    /** When the watermark has passed the step by the horizon. */
    AFTER_HORIZON,
    /** As soon as the watermark has passed their time. */
    AT_ONCE
  }

  private final String name;
  private final OutputTag<T> tag;
  private final OutputForm<T> form;
  private final Complete complete;
  private final Operators operators;

  private final TypeInformation<OrderedLine> kept;

  private Output(
      String name,
      OutputTag<T> tag,
      OutputForm<T> form,
      Complete complete,
      Operators operators,
      TypeInformation<OrderedLine> kept) {
    this.name = name;
    this.tag = tag;
    this.form = form;
    this.complete = complete;
    this.operators = operators;
    this.kept = kept;
  }

  /**
   * An output whose operators have names.
   *
   * @param name folder and file
   * @param complete when the values of a step are all there
   */
  public static <T> Output<T> of(
      String name,
      TypeInformation<T> type,
      OutputForm<T> form,
      Complete complete,
      Operators operators) {
    return new Output<>(
        name, new OutputTag<>(name, type), form, complete, operators, WaitingLineSerializer.TYPE);
  }

  /**
   * A further output, sorted by steps.
   *
   * @param name folder and file, and what the uids of its operators are made of
   */
  public static <T> Output<T> of(String name, TypeInformation<T> type, OutputForm<T> form) {
    return of(name, type, form, Complete.AFTER_HORIZON, Operators.named(name));
  }

  /**
   * The same output, of which savepoints keep what waits by another serializer of the same bytes.
   *
   * @param type of a serializer whose name stands in savepoints
   */
  public Output<T> keptAs(TypeInformation<OrderedLine> type) {
    return new Output<>(name, tag, form, complete, operators, type);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public OutputTag<T> tag() {
    return tag;
  }

  /** How its values are shown and sorted. */
  @Override
  public OutputForm<T> form() {
    return form;
  }

  Complete complete() {
    return complete;
  }

  Operators operators() {
    return operators;
  }

  /** The operator in which values wait for their turn. */
  public OperatorId ordering() {
    return operators.ordering();
  }

  /** The form in which savepoints keep what waits. */
  public TypeInformation<OrderedLine> kept() {
    return kept;
  }
}
