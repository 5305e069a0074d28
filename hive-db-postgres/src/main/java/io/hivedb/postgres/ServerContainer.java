// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports.Binding;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.WaitStrategy;
import org.testcontainers.containers.wait.strategy.WaitStrategyTarget;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/**
 * The container of a server: of one whose data may be lost at any moment, and which is fast
 * therefore, or of one whose data the user keeps.
 */
final class ServerContainer extends GenericContainer<ServerContainer> {

  private static final int PORT = 5432;
  private static final String USER = "hive";

  /** A place of its own: where images keep the data differs from version to version. */
  private static final String DATA = "/hive-db";

  /** Docker gives 64 MB, too little for building an HNSW index in parallel. */
  private static final long SHARED_MEMORY_BYTES = 256L << 20;

  private static final List<String> OPTIONS =
      List.of(
          "fsync=off",
          "full_page_writes=off",
          "synchronous_commit=off",
          "wal_level=minimal",
          "max_wal_senders=0",
          "max_connections=300");

  private final RandomPassword password;
  private final RecentLines log = new RecentLines();

  ServerContainer(
      DockerImageName image, String[] main, ContainerPlan plan, RandomPassword password) {
    super(image);
    this.password = password;
    withLabel(EndedContainers.LABEL, plan.reused() ? "reused" : "throw-away");
    withReuse(plan.reused());
    withExposedPorts(PORT);
    if (plan.keepsData()) {
      keep(ContainerData.of(plan));
    } else {
      keepInMemory(plan.memory());
    }
    withSharedMemorySize(SHARED_MEMORY_BYTES);
    withCreateContainerCmdModifier(create -> create.withEntrypoint(main));
    withCreateContainerCmdModifier(create -> bindToLoopback(create, plan.port()));
    // The image is there: see ImagePull.
    withImagePullPolicy(name -> false);
    waitingFor(new AnsweringIsAskedForElsewhere());
    withStartupTimeout(plan.timeout());
    withLogConsumer(frame -> log.add(frame.getUtf8String()));
  }

  private void keep(ContainerData data) {
    withEnv(environment(ContainerData.CLUSTER));
    withCommand("postgres");
    // Some images let only their own user into it.
    withTmpFs(Map.of(KeptContainers.SOCKETS, "rw,mode=1777"));
    withCreateContainerCmdModifier(create -> data.mount(create, DATA));
    if (!data.user().isEmpty()) {
      withCopyToContainer(Transferable.of(data.accounts()), "/etc/passwd");
    }
  }

  private void keepInMemory(String most) {
    withEnv(environment("data"));
    withCommand(command());
    withTmpFs(Map.of(DATA, "rw,mode=1777" + (most.isEmpty() ? "" : ",size=" + most)));
  }

  private Map<String, String> environment(String cluster) {
    return Map.of(
        "POSTGRES_USER",
        USER,
        "POSTGRES_PASSWORD",
        password.text(),
        "PGDATA",
        DATA + "/" + cluster);
  }

  private static String[] command() {
    List<String> command = new ArrayList<>(List.of("postgres"));
    OPTIONS.forEach(option -> command.addAll(List.of("-c", option)));
    return command.toArray(String[]::new);
  }

  /**
   * Docker's default is every interface. An engine on another machine has to be reached from here.
   */
  private static void bindToLoopback(CreateContainerCmd create, int port) {
    HostConfig host = create.getHostConfig();
    if (host == null || (!isLocal() && port == 0)) {
      return;
    }
    Binding binding =
        isLocal()
            ? port == 0 ? Binding.bindIp("127.0.0.1") : Binding.bindIpAndPort("127.0.0.1", port)
            : Binding.bindPort(port);
    host.withPortBindings(new PortBinding(binding, new ExposedPort(PORT)));
  }

  private static boolean isLocal() {
    try {
      String host = DockerClientFactory.instance().dockerHostIpAddress();
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  String user() {
    return USER;
  }

  ServerAddress address() {
    return ServerAddress.of(getHost(), getMappedPort(PORT), USER, USER, password.text());
  }

  RecentLines log() {
    return log;
  }

  /** Testcontainers' strategies read log lines or try ports; ours asks a query, see the engine. */
  private static final class AnsweringIsAskedForElsewhere implements WaitStrategy {

    @Override
    public void waitUntilReady(WaitStrategyTarget target) {}

    @Override
    public WaitStrategy withStartupTimeout(Duration timeout) {
      return this;
    }
  }
}
