// SPDX-License-Identifier: Apache-2.0
package io.hivedb.examples.search.embed;

import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import io.hivedb.examples.search.WordNetSample;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.sf.extjwnl.JWNLException;
import net.sf.extjwnl.dictionary.Dictionary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes glosses.tsv, glosses.bin and queries.bin into a directory that has queries.txt. */
public final class EmbedSample {

  private static final Logger LOG = LoggerFactory.getLogger(EmbedSample.class);

  private final EmbeddingModel model = new AllMiniLmL6V2QuantizedEmbeddingModel();
  private final Path directory;

  private EmbedSample(Path directory) {
    this.directory = directory;
  }

  /** Takes the directory as its only argument. */
  public static void main(String[] arguments) throws IOException, JWNLException {
    EmbedSample embed = new EmbedSample(Path.of(arguments[0]));
    embed.writeGlosses();
    embed.writeQueries();
  }

  private void writeGlosses() throws IOException, JWNLException {
    List<GlossLine> lines =
        GlossSelection.choose(Dictionary.getDefaultResourceInstance()).stream()
            .map(GlossLine::of)
            .toList();
    String text = String.join("\n", lines.stream().map(GlossLine::tabSeparated).toList()) + "\n";
    Files.writeString(directory.resolve("glosses.tsv"), text);
    writeEmbeddings("glosses.bin", lines.stream().map(GlossLine::textToEmbed).toList());
  }

  private void writeQueries() throws IOException {
    writeEmbeddings("queries.bin", Files.readAllLines(directory.resolve("queries.txt")));
  }

  private void writeEmbeddings(String file, List<String> texts) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(texts.size() * WordNetSample.DIMENSIONS * Float.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    for (String text : texts) {
      for (float number : model.embed(text).content().vector()) {
        bytes.putFloat(number);
      }
    }
    Files.write(directory.resolve(file), bytes.array());
    LOG.info("{}: {} embeddings", file, texts.size());
  }
}
