package lumen.connectors.ure;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import lumen.intake.LiveMessage;
import lumen.intake.LiveMessage.Filtered;
import lumen.intake.LiveMessage.Scalar;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A real endpoint: what Flink's own Prometheus reporter says of a running job. */
@Timeout(120)
class FlinkReporterTest {
  private static final CountDownLatch RUNNING = new CountDownLatch(1);
  private static final CountDownLatch ENDED = new CountDownLatch(1);

  /** An operator that says of itself what a reference engine says. */
  private static final class Reference extends RichMapFunction<Long, Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public void open(OpenContext context) {
      var metrics = getRuntimeContext().getMetricGroup();
      metrics.gauge("ure_hz", (Gauge<Double>) () -> 5.25);
      metrics.gauge("ure_harmony_index", (Gauge<Double>) () -> Double.NaN);
    }

    @Override
    public Long map(Long value) throws InterruptedException {
      RUNNING.countDown();
      ENDED.await();
      return value;
    }
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void flinksPrometheusReporterIsReadWithoutARefusal() throws Exception {
    int port = freePort();
    Configuration settings = new Configuration();
    settings.setString(
        "metrics.reporter.prom.factory.class",
        "org.apache.flink.metrics.prometheus.PrometheusReporterFactory");
    settings.setString("metrics.reporter.prom.port", String.valueOf(port));
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1, settings);
    env.fromSequence(1, 10)
        .map(new Reference())
        .name("a \"quoted\" \\ name, with {braces} = ä")
        .sinkTo(new DiscardingSink<>());
    JobClient job = env.executeAsync("reporter");
    try (Pulled pulled =
        new Pulled(new UreOptions("http://127.0.0.1:" + port, 4, 4, 4 << 20, 30))) {
      RUNNING.await();
      Map<Class<?>, AtomicInteger> kinds = new HashMap<>();
      LiveMessage value = null;
      while (!(value instanceof Scalar scalar && scalar.key().endsWith("ure_hz"))) {
        value = pulled.next();
        kinds.computeIfAbsent(value.getClass(), kind -> new AtomicInteger()).incrementAndGet();
      }
      assertThat(((Scalar) value).value()).isEqualTo(5.25);
      assertThat(((Scalar) value).key())
          .matches(".*job_name=reporter,.*/flink_taskmanager_job_task_operator_ure_hz");
      assertThat(pulled.nextThat(message -> message instanceof Filtered))
          .isInstanceOfSatisfying(Filtered.class, one -> assertThat(one.count()).isEqualTo(1));
      assertThat(pulled.nextThat(message -> message instanceof Scalar s && s.value() == 1))
          .isNotNull();
      assertThat(kinds).containsOnlyKeys(Scalar.class);
      assertThat(pulled.input.status()).matches(".*: 2 of [0-9]{2,} samples .*engine's");
    } finally {
      ENDED.countDown();
      job.cancel().get();
    }
  }
}
