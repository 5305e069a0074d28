// SPDX-License-Identifier: Apache-2.0

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The part of the build that needs Node.js; run by Maven from source. {@code pack} fetches PGlite,
 * makes the prepared database and lays out what the jar holds; {@code test} runs the bridge's own
 * tests. Nothing is done twice: a stamp remembers what the last result was made from.
 */
final class BuildBridge {

  private static final int LEAST_NODE = 20;
  private static final Path JS = Path.of("src/main/js");
  private static final Path BUILD_JS = Path.of("src/build/js");
  private static final Path TEST_JS = Path.of("src/test/js");
  private static final Path NPM = Path.of("target/npm");
  private static final Path PACK = Path.of("target/pack");
  private static final Path ROOT = PACK.resolve("io/hivedb/pglite/runtime");
  private static final Path LICENSES = PACK.resolve("META-INF/licenses");
  private static final List<String> NPM_FILES =
      List.of("package.json", "package-lock.json", ".npmrc");
  /** What makes the image; a change of any other file of the bridge leaves it as it is. */
  private static final List<String> ENGINE_SOURCES =
      List.of(
          "answer.js",
          "blocks.js",
          "clock.js",
          "code.js",
          "engine.js",
          "filesystem.js",
          "heap.js",
          "image.js",
          "inodes.js",
          "input.js",
          "instance.js",
          "interrupts.js",
          "libraries.js",
          "loader.js",
          "lock-waits.js",
          "memory.js",
          "messages.js",
          "module.js",
          "output.js",
          "processes.js",
          "session-state.js",
          "shared-buffers.js",
          "snapshot.js",
          "streams.js",
          "versions.js");

  private BuildBridge() {}

  public static void main(String[] arguments) throws Exception {
    try {
      checkNode();
      switch (arguments[0]) {
        case "pack" -> pack();
        case "test" -> test();
        default -> throw new IllegalArgumentException(arguments[0]);
      }
    } catch (BuildFailure e) {
      System.err.println("[ERROR] " + e.getMessage());
      System.exit(1);
    }
  }

  private static void checkNode() throws IOException, InterruptedException {
    String found;
    try {
      Process process = new ProcessBuilder("node", "--version").start();
      found = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      process.waitFor();
    } catch (IOException e) {
      throw new BuildFailure(
          "Node.js "
              + LEAST_NODE
              + " or newer is needed to build hive-db-pglite, and no node was found on the PATH.");
    }
    Matcher version = Pattern.compile("v(\\d+)\\..*").matcher(found);
    if (!version.matches() || Integer.parseInt(version.group(1)) < LEAST_NODE) {
      throw new BuildFailure(
          "Node.js "
              + LEAST_NODE
              + " or newer is needed to build hive-db-pglite, but the node on the PATH is ["
              + found
              + "].");
    }
  }

  private static void pack() throws Exception {
    step(
        NPM.resolve("stamp"),
        hash(NPM_FILES.stream().map(Path::of).toList()),
        BuildBridge::install);
    List<Path> imageInputs = new ArrayList<>(files(BUILD_JS));
    imageInputs.add(NPM.resolve("stamp"));
    ENGINE_SOURCES.stream().map(JS::resolve).forEach(imageInputs::add);
    step(PACK.resolve("../pack.stamp"), hash(imageInputs), BuildBridge::makeEngine);
    bundle();
    writeIndex();
  }

  private interface Step {
    void run() throws Exception;
  }

  private static void step(Path stamp, String state, Step step) throws Exception {
    if (Files.exists(stamp) && Files.readString(stamp).equals(state)) {
      return;
    }
    Files.deleteIfExists(stamp);
    step.run();
    Files.createDirectories(stamp.getParent());
    Files.writeString(stamp, state);
  }

  private static void install() throws Exception {
    Files.createDirectories(NPM);
    for (String file : NPM_FILES) {
      Files.copy(Path.of(file), NPM.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    run(
        NPM,
        windows ? "npm.cmd" : "npm",
        "ci",
        "--ignore-scripts",
        "--no-progress",
        "--loglevel=error");
  }

  private static void makeEngine() throws Exception {
    delete(PACK);
    Path engine = Files.createDirectories(ROOT.resolve("engine"));
    Files.createDirectories(LICENSES);
    Path pglite = NPM.resolve("node_modules/@electric-sql/pglite");
    Files.copy(pglite.resolve("LICENSE"), LICENSES.resolve("pglite-LICENSE.txt"));
    Files.writeString(ROOT.resolve("package.json"), "{\"type\":\"commonjs\"}\n");
    runScript("make-engine.js", engine);
  }

  private static void bundle() throws IOException, InterruptedException {
    Path bridge = ROOT.resolve("bridge");
    delete(bridge);
    Files.createDirectories(bridge);
    runScript("bundle.js", bridge);
  }

  /** Runs one of the build's scripts with the bridge's sources and the folder that it writes to. */
  private static void runScript(String script, Path target)
      throws IOException, InterruptedException {
    run(NPM, "node", fromNpm(BUILD_JS.resolve(script)), fromNpm(JS), fromNpm(target));
  }

  private static String fromNpm(Path path) {
    return Path.of("../..").resolve(path).toString();
  }

  /** Lists what the jar holds, with sizes and hashes, so that an unpacked copy can be checked. */
  private static void writeIndex() throws IOException {
    Map<String, String> lines = new TreeMap<>();
    Path index = ROOT.resolve("index.txt");
    Files.deleteIfExists(index);
    for (Path file : files(ROOT)) {
      String name = ROOT.relativize(file).toString().replace('\\', '/');
      lines.put(name, hash(List.of(file)) + " " + Files.size(file) + " " + name + "\n");
    }
    Files.writeString(index, String.join("", lines.values()));
  }

  private static void test() throws Exception {
    List<String> command = new ArrayList<>(List.of("node", "--test", "--test-reporter=dot"));
    // Most tests wait for an engine; by default Node.js leaves a processor idle, of two the half.
    if (takesConcurrency()) {
      command.add("--test-concurrency=2");
    }
    files(TEST_JS).stream()
        .filter(file -> file.toString().endsWith(".test.js"))
        .map(Path::toString)
        .forEach(command::add);
    run(Path.of("."), command.toArray(String[]::new));
  }

  /** Node.js 20.10 and newer. */
  private static boolean takesConcurrency() throws IOException, InterruptedException {
    Process process = new ProcessBuilder("node", "--help").start();
    String help = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return help.contains("--test-concurrency");
  }

  private static void run(Path folder, String... command) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    Process process = builder.start();
    process.getOutputStream().close();
    String output;
    try (InputStream stream = process.getInputStream()) {
      output = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
    int exit = process.waitFor();
    if (exit != 0) {
      throw new BuildFailure(
          String.join(" ", command) + " ended with exit code " + exit + ":\n" + output);
    }
  }

  private static List<Path> files(Path root) throws IOException {
    try (Stream<Path> walk = Files.walk(root)) {
      return walk.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static void delete(Path root) throws IOException {
    if (Files.exists(root)) {
      try (Stream<Path> walk = Files.walk(root)) {
        for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  private static String hash(List<Path> files) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Path file : files) {
        digest.update(Files.readAllBytes(file));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class BuildFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BuildFailure(String message) {
      super(message);
    }
  }
}
