package lumen.ctl.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.rpc.RpcService;
import org.apache.flink.runtime.rpc.RpcSystem;
import org.junit.jupiter.api.Test;

class SharedRpcLoaderTest {

  @Test
  void clustersOfOneProcessShareOneSystemThatNoneOfThemCloses() throws Exception {
    RpcSystem first = RpcSystem.load();
    first.close();

    RpcSystem second = RpcSystem.load();

    assertThat(second).isSameAs(first).isInstanceOf(SharedRpcSystem.class);
    try (RpcService service = second.localServiceBuilder(new Configuration()).createAndStart()) {
      assertThat(service.getAddress()).as("a service of its own").isNotNull();
    }
  }
}
