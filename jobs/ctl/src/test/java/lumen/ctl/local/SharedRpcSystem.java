package lumen.ctl.local;

import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.rpc.AddressResolution;
import org.apache.flink.runtime.rpc.RpcSystem;

/**
 * An RPC system that outlives the cluster that it is handed to.
 *
 * @param loaded does the work, and is closed by whoever loaded it
 */
record SharedRpcSystem(RpcSystem loaded) implements RpcSystem {
  @Override
  public RpcServiceBuilder localServiceBuilder(Configuration configuration) {
    return loaded.localServiceBuilder(configuration);
  }

  @Override
  public RpcServiceBuilder remoteServiceBuilder(
      Configuration configuration, String externalAddress, String externalPorts) {
    return loaded.remoteServiceBuilder(configuration, externalAddress, externalPorts);
  }

  @Override
  public String getRpcUrl(
      String host,
      int port,
      String endpoint,
      AddressResolution resolution,
      Configuration configuration)
      throws UnknownHostException {
    return loaded.getRpcUrl(host, port, endpoint, resolution, configuration);
  }

  @Override
  public InetSocketAddress getInetSocketAddressFromRpcUrl(String url) throws Exception {
    return loaded.getInetSocketAddressFromRpcUrl(url);
  }

  @Override
  public long getMaximumMessageSizeInBytes(Configuration configuration) {
    return loaded.getMaximumMessageSizeInBytes(configuration);
  }

  /** The next cluster goes on with it. */
  @Override
  public void close() {}
}
