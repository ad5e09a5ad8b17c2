package lumen.fusion.evidence;

/**
 * What a condition is evaluated on.
 *
 * @param fields the frame, and the bridge as it was then
 * @param windows the figures of the condition's windows, NaN where not known
 */
record Reading(FrameFields fields, double[] windows) {
  double number(Field field) {
    return fields.number(field);
  }

  String text(Field field) {
    return fields.text(field);
  }

  double window(int place) {
    return windows[place];
  }
}
