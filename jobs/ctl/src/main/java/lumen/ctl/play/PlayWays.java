package lumen.ctl.play;

import lumen.connectors.midi.MidiOut;
import lumen.intake.LiveInputException;
import lumen.terminal.CommandFailure;

/** The ways on which a recording goes to a job, made of what the options say. */
public final class PlayWays {
  private PlayWays() {}

  /**
   * An OSC stream.
   *
   * @param text {@code [SOURCE=]HOST:PORT}
   */
  public static PlayWay osc(String text) {
    int equals = text.lastIndexOf('=');
    String address = text.substring(equals + 1);
    int colon = address.lastIndexOf(':');
    String port = address.substring(colon + 1);
    if (colon < 1 || equals == 0 || !port.matches("[0-9]{1,5}")) {
      throw CommandFailure.usage("--osc must be [SOURCE=]HOST:PORT: " + text);
    }
    String source = equals < 0 ? "" : text.substring(0, equals);
    return new OscWay("osc " + text, source, address.substring(0, colon), Integer.parseInt(port));
  }

  /**
   * A MIDI device.
   *
   * @param device a part of its name
   * @throws LiveInputException naming what is there instead
   */
  public static PlayWay midi(String device) throws LiveInputException {
    return new MidiWay("midi " + device, MidiOut.open(device));
  }

  /**
   * A topic.
   *
   * @param address {@code HOST:PORT/TOPIC}
   * @param propertiesFile by which the broker lets the client in; empty: it lets everybody in
   */
  public static PlayWay topic(String address, String propertiesFile) {
    return TopicWay.at(address, propertiesFile);
  }
}
