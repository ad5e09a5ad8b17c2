package lumen.runtime.lines;

/**
 * Steps of whole microseconds.
 *
 * @param micros from one to the next
 */
record EvenSteps(long micros) implements Steps {
  private static final long serialVersionUID = 1L;

  @Override
  public long floorStep(long time) {
    return Math.floorDiv(time, micros);
  }

  @Override
  public long floorMicros(long step) {
    return step * micros;
  }
}
