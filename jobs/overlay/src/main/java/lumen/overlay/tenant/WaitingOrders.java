package lumen.overlay.tenant;

import java.util.Comparator;
import java.util.TreeSet;
import lumen.event.Position;
import lumen.overlay.join.OpenRequests;
import lumen.overlay.part.CommandPart;
import lumen.overlay.part.PartForm;
import lumen.overlay.part.PartKind;
import lumen.overlay.part.Parts;
import lumen.overlay.record.OverlayCommand;
import lumen.state.StateForm;

/** Commands that take effect later, by time and, of one time, by id. */
final class WaitingOrders {
  private static final PartForm FORM = new PartForm(new StateForm("overlay-order", 1, 0));

  private final TreeSet<Order> orders = new TreeSet<>(Order.ORDER);
  private final Parts parts;
  private long places;

  WaitingOrders(Parts parts) {
    this.parts = parts;
  }

  /**
   * A command that waits.
   *
   * @param micros when it takes effect, microseconds since the epoch
   * @param place number of the command among those of its tenant
   */
  record Order(long micros, OverlayCommand command, String stream, Position position, long place) {
    static final Comparator<Order> ORDER =
        Comparator.comparingLong(Order::micros)
            .thenComparing(order -> order.command().head().id())
            .thenComparingLong(Order::place);
  }

  void add(long micros, OverlayCommand command, String stream, Position position) {
    Order order = new Order(micros, command, stream, position, places++);
    orders.add(order);
    parts.put(PartKind.ORDER.key(order.place()), () -> part(order));
  }

  private static byte[] part(Order order) {
    return FORM.write(
        out -> {
          out.writeLong(order.micros());
          out.writeLong(order.place());
          out.writeText(order.stream());
          out.writeText(order.position().file());
          out.writeLong(order.position().offset());
          out.writeLong(order.position().line());
          CommandPart.write(order.command(), out);
        });
  }

  void restore(byte[] part) {
    Order order =
        FORM.read(
            part,
            in -> {
              long micros = in.readLong();
              long place = in.readLong();
              String stream = in.readText();
              Position position = new Position(in.readText(), in.readLong(), in.readLong());
              return new Order(micros, CommandPart.read(in), stream, position, place);
            });
    orders.add(order);
    places = Math.max(places, order.place() + 1);
  }

  /** When the next one takes effect; {@link OpenRequests#NEVER}. */
  long nextMicros() {
    return orders.isEmpty() ? OpenRequests.NEVER : orders.first().micros();
  }

  Order take() {
    Order next = orders.pollFirst();
    parts.remove(PartKind.ORDER.key(next.place()));
    return next;
  }

  boolean isEmpty() {
    return orders.isEmpty();
  }
}
