package lumen.governance.ingest;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import lumen.governance.figure.ServiceCalendar;
import lumen.governance.record.CostCategory;
import lumen.governance.record.DeployResult;
import lumen.governance.record.Knob;
import lumen.governance.record.Latencies;
import lumen.governance.record.SampleCounts;
import lumen.governance.record.ServiceLine;
import lumen.governance.record.ServiceLine.CacheMemory;
import lumen.governance.record.ServiceLine.Cost;
import lumen.governance.record.ServiceLine.Counter;
import lumen.governance.record.ServiceLine.Deploy;
import lumen.governance.record.ServiceLine.Sample;
import lumen.governance.record.ServiceLine.Setting;
import lumen.governance.record.ServiceLine.Value;
import lumen.governance.record.ServiceReason;
import lumen.governance.settings.CurrencySettings;
import lumen.governance.settings.GovernanceSettings;
import lumen.runtime.row.RowFault;
import lumen.runtime.row.RowParser;

/**
 * Reads lines about services strictly: the first fault of a line is its reason, in the order of
 * type, ts, service and then the fields of its type.
 */
public final class ServiceLineReader {
  private static final double MOST = 1e15;

  /** Ten years: what is paid for longer is told in parts. */
  private static final long LONGEST_MICROS = 3_660L * 86_400 * 1_000_000;

  private final Set<String> services;
  private final CurrencySettings currency;
  private final ServiceCalendar calendar;

  /** A reader of lines of the services that are told, or of any. */
  public ServiceLineReader(GovernanceSettings settings) {
    services = Set.copyOf(settings.services());
    currency = settings.currency();
    calendar = new ServiceCalendar(settings.calendar().zoneId());
  }

  /** Reads a line that is not blank. */
  public ServiceReading read(byte[] bytes, int from, int to) {
    try {
      return ServiceReading.of(line(new ServiceFields(RowParser.parse(bytes, from, to))));
    } catch (RowFault fault) {
      return ServiceReading.of(ServiceReason.valueOf(fault.defect().name()), fault.getMessage());
    } catch (ServiceFault fault) {
      return ServiceReading.of(fault.reason(), fault.getMessage());
    }
  }

  private ServiceLine line(ServiceFields fields) throws ServiceFault {
    String type = fields.word("type");
    if (!Set.of("sample", "cost", "value", "deploy", "setting").contains(type)) {
      throw new ServiceFault(
          ServiceReason.BAD_VALUE,
          "type must be one of sample, cost, value, deploy, setting: " + type);
    }
    long micros = fields.micros("ts");
    String service = fields.service();
    if (!services.isEmpty() && !services.contains(service)) {
      throw new ServiceFault(
          ServiceReason.UNKNOWN_SERVICE, "service must be one of services: " + service);
    }
    return switch (type) {
      case "sample" -> sample(service, micros, fields);
      case "cost" -> cost(service, micros, fields);
      case "value" -> value(service, micros, fields);
      case "deploy" -> deploy(service, micros, fields);
      default -> setting(service, micros, fields);
    };
  }

  private static Sample sample(String service, long micros, ServiceFields fields)
      throws ServiceFault {
    long span = fields.span();
    String revision = fields.textIfGiven("revision").orElse("");
    long requests = fields.count("requests");
    long errors4xx = fields.count("errors_4xx");
    long errors5xx = fields.count("errors_5xx");
    Latencies latencies =
        fields.has("latency_ms") ? LatencyReader.read(fields.required("latency_ms")) : null;
    double up = fields.number("up", 0, 1);
    SampleCounts counts =
        new SampleCounts(
            requests,
            errors4xx,
            errors5xx,
            fields.countIfGiven("cache_hits"),
            fields.countIfGiven("cache_misses"),
            fields.countIfGiven("cache_evictions"),
            fields.countIfGiven("cache_expired"),
            SampleCounts.NOT_TOLD);
    CacheMemory memory =
        new CacheMemory(
            fields.countIfGiven("cache_memory_bytes"),
            fields.countIfGiven("cache_memory_limit_bytes"));
    counts = counts.withColdStarts(fields.countIfGiven("cold_starts"));
    fields.countIfGiven("instances");
    Counter counter = counter(fields, latencies);
    if (errors4xx + errors5xx > requests) {
      throw new ServiceFault(
          ServiceReason.PARTS_EXCEED_TOTAL,
          "errors must be at most requests: %d + %d of %d"
              .formatted(errors4xx, errors5xx, requests));
    }
    boolean gauges =
        memory.bytes() != SampleCounts.NOT_TOLD || memory.limit() != SampleCounts.NOT_TOLD;
    return new Sample(
        service, micros, span, revision, up, counts, latencies, gauges ? memory : null, counter);
  }

  private static Counter counter(ServiceFields fields, Latencies latencies) throws ServiceFault {
    String form = fields.has("form") ? fields.word("form") : "delta";
    if (!Set.of("delta", "cumulative").contains(form)) {
      throw new ServiceFault(ServiceReason.BAD_VALUE, "form must be delta or cumulative: " + form);
    }
    boolean cumulative = "cumulative".equals(form);
    if (!cumulative) {
      fields.textIfGiven("instance");
    }
    String instance = cumulative ? fields.text("instance") : "";
    long start = fields.has("start_ts") ? fields.micros("start_ts") : SampleCounts.NOT_TOLD;
    if (cumulative && latencies != null && !latencies.buckets()) {
      throw new ServiceFault(
          ServiceReason.BAD_HISTOGRAM, "latency_ms of a cumulative sample must be buckets");
    }
    return cumulative ? new Counter(instance, start) : null;
  }

  private Cost cost(String service, long micros, ServiceFields fields) throws ServiceFault {
    String component = fields.text("component");
    long from = fields.micros("from");
    long to = fields.micros("to");
    BigDecimal billed = fields.money("billed");
    BigDecimal effective = fields.has("effective") ? fields.money("effective") : billed;
    String code = fields.text("currency");
    String word = fields.word("category");
    Optional<CostCategory> category = CostCategory.of(word);
    if (category.isEmpty()) {
      throw new ServiceFault(
          ServiceReason.BAD_VALUE,
          "category must be one of usage, purchase, tax, credit, adjustment: " + word);
    }
    fields.truth("correction");
    BigDecimal rate = rate(from, to, code);
    return new Cost(
        service,
        micros,
        component,
        from,
        to,
        units("billed", billed, rate),
        units("effective", effective, rate),
        category.get());
  }

  private Value value(String service, long micros, ServiceFields fields) throws ServiceFault {
    long from = fields.micros("from");
    long to = fields.micros("to");
    BigDecimal amount = fields.money("amount");
    BigDecimal rate = rate(from, to, fields.text("currency"));
    return new Value(service, micros, from, to, units("amount", amount, rate));
  }

  private BigDecimal rate(long from, long to, String code) throws ServiceFault {
    if (from >= to) {
      throw new ServiceFault(ServiceReason.BAD_SPAN, "from must be before to");
    }
    if (to - from > LONGEST_MICROS) {
      throw new ServiceFault(
          ServiceReason.BAD_SPAN, "to must be at most 3660 days after from: each day is kept");
    }
    Optional<BigDecimal> rate = currency.rate(code, calendar.dayAt(from));
    if (rate.isEmpty()) {
      throw new ServiceFault(
          ServiceReason.UNKNOWN_CURRENCY, "currency must have a rate by then: " + code);
    }
    return rate.get();
  }

  private static long units(String name, BigDecimal amount, BigDecimal rate) throws ServiceFault {
    try {
      return ServiceLine.units(amount.multiply(rate));
    } catch (ArithmeticException e) {
      throw new ServiceFault(
          ServiceReason.BAD_VALUE, name + " is too much money to count: " + amount);
    }
  }

  private static Deploy deploy(String service, long micros, ServiceFields fields)
      throws ServiceFault {
    String revision = fields.text("revision");
    String word = fields.word("result");
    Optional<DeployResult> result = DeployResult.of(word);
    if (result.isEmpty()) {
      throw new ServiceFault(
          ServiceReason.BAD_VALUE, "result must be one of success, failed, rolled_back: " + word);
    }
    return new Deploy(service, micros, revision, result.get(), fields.textIfGiven("answers"));
  }

  private static Setting setting(String service, long micros, ServiceFields fields)
      throws ServiceFault {
    String word = fields.word("name");
    Optional<Knob> knob = Knob.of(word);
    if (knob.isEmpty()) {
      throw new ServiceFault(
          ServiceReason.BAD_VALUE, "name must be one of ttl_s, l1_entries, min_instances: " + word);
    }
    fields.required("value");
    double value = fields.number("value", 0, MOST);
    return new Setting(service, micros, knob.get(), value, fields.textIfGiven("answers"));
  }
}
