package lumen.governance.ingest;

import com.fasterxml.jackson.core.JsonToken;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import lumen.event.EventLimits;
import lumen.governance.record.SampleCounts;
import lumen.governance.record.ServiceReason;
import lumen.runtime.row.RowField;

/** The fields of a line; each is asked for in its turn, and the first fault tells. */
final class ServiceFields {
  private static final double MICROS = 1e6;
  private static final double MOST = 1e15;
  private static final BigDecimal MOST_MONEY = new BigDecimal("1000000000");
  private static final double LEAST_MONEY = 1e-30;
  private static final double LONGEST_S = 3600;

  private final Map<String, RowField> byName;

  ServiceFields(Map<String, RowField> byName) {
    this.byName = byName;
  }

  boolean has(String name) {
    RowField field = byName.get(name);
    return field != null && field.isGiven();
  }

  RowField required(String name) throws ServiceFault {
    if (!has(name)) {
      throw new ServiceFault(ServiceReason.MISSING_FIELD, name + " must be given");
    }
    return byName.get(name);
  }

  /** A time, microseconds since the epoch: seconds x 1e6, half to even. */
  long micros(String name) throws ServiceFault {
    RowField ts = required(name);
    if (!ts.isNumber() || !(ts.number() > 0) || ts.number() > Double.MAX_VALUE) {
      throw new ServiceFault(
          ServiceReason.BAD_TS,
          name + " must be seconds since the epoch, > 0 and finite, is " + ts.said());
    }
    if (ts.number() >= EventLimits.MAX_TS_SECONDS) {
      throw new ServiceFault(
          ServiceReason.TS_NOT_SECONDS,
          name
              + " must be seconds since the epoch, below 1e11: is it in milliseconds? divide by"
              + " 1000: "
              + ts.said());
    }
    return (long) Math.rint(ts.number() * MICROS);
  }

  /** The time that a sample covers, microseconds. */
  long span() throws ServiceFault {
    RowField span = required("span_s");
    if (!span.isNumber() || !(span.number() > 0 && span.number() <= LONGEST_S)) {
      throw new ServiceFault(
          ServiceReason.BAD_SPAN, "span_s must be above 0, 3600 at most, is " + span.said());
    }
    return Math.max(1, (long) Math.rint(span.number() * MICROS));
  }

  String service() throws ServiceFault {
    return text("service", ServiceReason.BAD_SOURCE);
  }

  String text(String name) throws ServiceFault {
    return text(name, ServiceReason.BAD_VALUE);
  }

  Optional<String> textIfGiven(String name) throws ServiceFault {
    return has(name) ? Optional.of(text(name)) : Optional.empty();
  }

  private String text(String name, ServiceReason reason) throws ServiceFault {
    RowField field = required(name);
    int chars = field.text().length();
    if (!field.isText() || chars == 0 || chars > EventLimits.MAX_NAME_CHARS) {
      throw new ServiceFault(
          reason,
          name
              + " must be a text of 1.."
              + EventLimits.MAX_NAME_CHARS
              + " characters, is "
              + field.said());
    }
    return field.text();
  }

  /** A text that is compared with words; empty where it is none. */
  String word(String name) throws ServiceFault {
    RowField field = required(name);
    return field.token() == JsonToken.VALUE_STRING ? field.text() : "";
  }

  long count(String name) throws ServiceFault {
    return whole(name, required(name));
  }

  long countIfGiven(String name) throws ServiceFault {
    return has(name) ? count(name) : SampleCounts.NOT_TOLD;
  }

  private static long whole(String name, RowField field) throws ServiceFault {
    double number = field.number();
    if (field.isNumber() && number < 0) {
      throw new ServiceFault(
          ServiceReason.NEGATIVE_COUNT, name + " must be 0 or more, is " + field.said());
    }
    if (!field.isNumber() || number != Math.rint(number) || number > MOST) {
      throw new ServiceFault(
          ServiceReason.BAD_VALUE, name + " must be a whole number, is " + field.said());
    }
    return (long) number;
  }

  /** A number in a range; NaN where it is left out. */
  double number(String name, double least, double most) throws ServiceFault {
    if (!has(name)) {
      return Double.NaN;
    }
    RowField field = byName.get(name);
    if (!field.isNumber() || !(field.number() >= least && field.number() <= most)) {
      throw new ServiceFault(
          ServiceReason.BAD_VALUE,
          "%s must be a number in %s..%s, is %s".formatted(name, least, most, field.said()));
    }
    return field.number();
  }

  /** An amount of money, as it is written; one that rounds to nothing is 0. */
  BigDecimal money(String name) throws ServiceFault {
    RowField field = required(name);
    BigDecimal amount = field.isNumber() ? amount(field) : null;
    if (amount == null || amount.abs().compareTo(MOST_MONEY) > 0) {
      throw new ServiceFault(
          ServiceReason.BAD_VALUE,
          name + " must be an amount of money, 1e9 at most, is " + field.said());
    }
    return amount;
  }

  /** Null where it is none. Nothing is done with an exponent but by who knows its size. */
  private static BigDecimal amount(RowField field) {
    double about = Math.abs(field.number());
    if (!(about <= Double.MAX_VALUE)) {
      return null;
    }
    if (about < LEAST_MONEY) {
      return BigDecimal.ZERO;
    }
    return new BigDecimal(field.text());
  }

  /** Yes or no; no where it is left out. */
  boolean truth(String name) throws ServiceFault {
    if (!has(name)) {
      return false;
    }
    RowField field = byName.get(name);
    if (!field.token().isBoolean()) {
      throw new ServiceFault(
          ServiceReason.BAD_VALUE, name + " must be true or false, is " + field.said());
    }
    return field.token() == JsonToken.VALUE_TRUE;
  }
}
