// SPDX-License-Identifier: Apache-2.0
package io.hivedb.clients;

import java.util.ArrayList;
import java.util.List;
import org.springframework.ai.document.Document;
import org.springframework.ai.embedding.Embedding;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.embedding.EmbeddingRequest;
import org.springframework.ai.embedding.EmbeddingResponse;

/** Embeds a text as its shares of each letter: the same words are near, and no model is loaded. */
final class LetterModel implements EmbeddingModel {

  static final int DIMENSIONS = 26;

  @Override
  public EmbeddingResponse call(EmbeddingRequest request) {
    List<Embedding> embeddings = new ArrayList<>();
    for (String text : request.getInstructions()) {
      embeddings.add(new Embedding(letters(text), embeddings.size()));
    }
    return new EmbeddingResponse(embeddings);
  }

  @Override
  public float[] embed(Document document) {
    return letters(document.getFormattedContent());
  }

  @Override
  public int dimensions() {
    return DIMENSIONS;
  }

  /** Of length 1, as the models' embeddings are. */
  private static float[] letters(String text) {
    float[] shares = new float[DIMENSIONS];
    text.chars().filter(c -> c >= 'a' && c <= 'z').forEach(letter -> shares[letter - 'a']++);
    double squares = 0;
    for (float share : shares) {
      squares += share * share;
    }
    for (int i = 0; i < DIMENSIONS; i++) {
      shares[i] /= (float) Math.sqrt(squares);
    }
    return shares;
  }
}
