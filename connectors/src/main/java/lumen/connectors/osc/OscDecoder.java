package lumen.connectors.osc;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lumen.event.KeyFilter;
import lumen.event.RejectReason;
import lumen.intake.LiveMessage;

/**
 * Makes live messages of packets, as the package describes. A malformed packet is one refusal, and
 * nothing of it is taken. Used by one thread.
 */
final class OscDecoder implements OscVisitor {
  private final OscReader reader = new OscReader();
  private final AddressBook addresses;
  private final boolean useTimetags;
  private final List<LiveMessage> messages = new ArrayList<>();
  private int filtered;

  private Datagram packet;
  private AddressBook.Address address;
  private int begin;
  private double[] values = new double[16];
  private int arguments;
  private int numbers;
  private boolean inArray;
  private int textFrom;
  private int textTo;

  OscDecoder(KeyFilter addresses, boolean useTimetags) {
    this.addresses = new AddressBook(addresses);
    this.useTimetags = useTimetags;
  }

  /** The messages of the packet that was decoded last, in its order, without the filtered ones. */
  List<LiveMessage> messages() {
    return messages;
  }

  /** How many messages of the packet that was decoded last are not selected. */
  int filtered() {
    return filtered;
  }

  void decode(Datagram received) {
    packet = received;
    messages.clear();
    filtered = 0;
    if (received.refused() != null) {
      refuse(received.refused(), rule(received) + " " + received.from(), 0, received.length());
      return;
    }
    try {
      reader.read(received.bytes(), received.length(), this);
    } catch (MalformedOscException e) {
      messages.clear();
      filtered = 0;
      String where = " of " + received.length() + ", packet " + received.from();
      refuse(RejectReason.MALFORMED_OSC, e.getMessage() + where, 0, received.length());
    }
  }

  private static String rule(Datagram refused) {
    return refused.refused() == RejectReason.HOST_NOT_ALLOWED
        ? "host must be one of those allowed: packet of " + refused.length() + " bytes"
        : "must not exceed the largest packet allowed: packet of " + refused.length() + " bytes";
  }

  private void refuse(RejectReason reason, String detail, int from, int to) {
    messages.add(
        new LiveMessage.Refused(reason, detail, packet.hex(from, to), packet.arrivalMicros()));
  }

  @Override
  public void begin(int from, int to) {
    address = addresses.of(packet.bytes(), from, to);
    begin = from;
    arguments = 0;
    numbers = 0;
    inArray = false;
    textFrom = -1;
  }

  @Override
  public void array() {
    inArray = true;
  }

  @Override
  public void number(double value) {
    numbers++;
    element(value);
  }

  @Override
  public void text(int from, int to) {
    textFrom = from;
    textTo = to;
    element(Double.NaN);
  }

  @Override
  public void opaque() {
    element(Double.NaN);
  }

  private void element(double value) {
    if (arguments == values.length) {
      values = Arrays.copyOf(values, 2 * arguments);
    }
    values[arguments++] = value;
  }

  @Override
  public void end(int to, long tag) {
    if (!address.selected()) {
      filtered++;
      return;
    }
    boolean stamped = useTimetags && OscTimeTag.tells(tag);
    long micros = stamped ? OscTimeTag.toMicros(tag) : LiveMessage.UNSTAMPED;
    String key = address.text();
    long arrival = packet.arrivalMicros();
    if (arguments == 0 && !inArray) {
      messages.add(new LiveMessage.Scalar(key, 1, micros, arrival));
    } else if (arguments == 1 && !inArray && numbers == 1) {
      messages.add(new LiveMessage.Scalar(key, values[0], micros, arrival));
    } else if (arguments == 1 && !inArray && textFrom >= 0) {
      messages.add(new LiveMessage.Text(key, text(), micros, arrival));
    } else if (numbers > 0) {
      double[] elements = Arrays.copyOf(values, arguments);
      messages.add(new LiveMessage.Elements(key, elements, micros, arrival));
    } else {
      refuseUnusable(to);
    }
  }

  private String text() {
    return new String(packet.bytes(), textFrom, textTo - textFrom, StandardCharsets.UTF_8);
  }

  private void refuseUnusable(int to) {
    refuse(
        RejectReason.NO_USABLE_VALUE,
        "must have a number, or one text: "
            + address.text()
            + " with "
            + arguments
            + " other arguments, packet "
            + packet.from(),
        begin,
        to);
  }
}
