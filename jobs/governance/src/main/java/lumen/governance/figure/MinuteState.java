package lumen.governance.figure;

/** Whether a service was up in a minute. */
public enum MinuteState {
  /** No sample covers it. */
  UNKNOWN,
  /** It was. */
  UP,
  /** It was not. */
  DOWN
}
