// SPDX-License-Identifier: Apache-2.0
package io.hivedb.examples.search.embed;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Comparator;
import java.util.List;
import net.sf.extjwnl.data.Synset;
import net.sf.extjwnl.data.Word;

/** What the sample says of a synset: its line in the file, and the text that the model reads. */
record GlossLine(long offset, String topic, String word, String definition, JsonObject details) {

  static GlossLine of(Synset synset) {
    List<String> words =
        synset.getWords().stream()
            .sorted(
                Comparator.comparingInt(Word::getUseCount)
                    .reversed()) // stable: else in WordNet's order
            .filter(word -> word.getUseCount() > 0)
            .map(Word::getLemma)
            .toList();
    return new GlossLine(
        synset.getOffset(),
        GlossSelection.topic(synset),
        words.get(0),
        definition(synset.getGloss()),
        details(words, GlossSelection.uses(synset)));
  }

  String tabSeparated() {
    return String.join("\t", Long.toString(offset), topic, word, definition, details.toString());
  }

  String textToEmbed() {
    return word + ": " + definition;
  }

  /**
   * A gloss is the definition and then examples in quotation marks, all separated by semicolons.
   */
  private static String definition(String gloss) {
    int example = gloss.indexOf("; \"");
    return (example < 0 ? gloss : gloss.substring(0, example)).strip();
  }

  private static JsonObject details(List<String> words, int uses) {
    JsonArray synonyms = new JsonArray();
    words.forEach(synonyms::add);
    JsonObject details = new JsonObject();
    details.add("synonyms", synonyms);
    details.addProperty("uses", uses);
    return details;
  }
}
