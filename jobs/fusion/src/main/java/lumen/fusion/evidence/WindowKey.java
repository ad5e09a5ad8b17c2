package lumen.fusion.evidence;

/**
 * What tells windows apart.
 *
 * @param field of which field
 * @param spanMicros how long, microseconds
 */
record WindowKey(Field field, long spanMicros) {
  static WindowKey of(WindowCall call) {
    return new WindowKey(call.field(), call.spanMicros());
  }
}
