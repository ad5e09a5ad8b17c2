package lumen.fusion.sink;

import lumen.fusion.graph.OperatorId;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.OutputTag;

/**
 * An ordered output of the job, declared once: what stages emit, how it is shown, sorted and named.
 *
 * @param <T> the values
 */
public final class Output<T> {
  /**
   * The operators of an output; their uids tie state to them.
   *
   * @param leaving in the chain of the stage that emits; null where nothing is to be held back
   * @param ordering puts the values in one order
   * @param writing writes the files
   */
  record Operators(Id leaving, Id ordering, Id writing) {
    record Id(String uid, String title) {
      private static Id of(OperatorId id) {
        return new Id(id.uid(), id.title());
      }
    }

    static Operators of(OperatorId leaving, OperatorId ordering, OperatorId writing) {
      return new Operators(Id.of(leaving), Id.of(ordering), Id.of(writing));
    }

    /** Those of an output whose every watermark counts. */
    static Operators of(OperatorId ordering, OperatorId writing) {
      return new Operators(null, Id.of(ordering), Id.of(writing));
    }

    /** Those of an output without names of old. */
    static Operators named(String name) {
      return new Operators(
          new Id(name + "-leave", name + " leave"),
          new Id(name + "-ordering", "order " + name),
          new Id(name + "-sink", name));
    }
  }

  /** When the values of a step are all there. */
  enum Complete {
    /** When the watermark has passed the step by the horizon of the fusion. */
    AFTER_HORIZON,
    /** As soon as the watermark has passed their time. */
    AT_ONCE
  }

  private final String name;
  private final OutputTag<T> tag;
  private final OutputForm<T> form;
  private final Complete complete;
  private final Operators operators;

  private Output(
      String name,
      TypeInformation<T> type,
      OutputForm<T> form,
      Complete complete,
      Operators operators) {
    this.name = name;
    this.tag = new OutputTag<>(name, type);
    this.form = form;
    this.complete = complete;
    this.operators = operators;
  }

  static <T> Output<T> of(
      String name,
      TypeInformation<T> type,
      OutputForm<T> form,
      Complete complete,
      Operators operators) {
    return new Output<>(name, type, form, complete, operators);
  }

  /**
   * A further output, sorted by steps.
   *
   * @param name folder and file, and what the uids of its operators are made of
   */
  public static <T> Output<T> of(String name, TypeInformation<T> type, OutputForm<T> form) {
    return new Output<>(name, type, form, Complete.AFTER_HORIZON, Operators.named(name));
  }

  /** Name of its folder and, without the ending, of its file. */
  public String name() {
    return name;
  }

  /** Where stages emit its values. */
  public OutputTag<T> tag() {
    return tag;
  }

  /** How its values are shown and sorted. */
  public OutputForm<T> form() {
    return form;
  }

  Complete complete() {
    return complete;
  }

  Operators operators() {
    return operators;
  }
}
