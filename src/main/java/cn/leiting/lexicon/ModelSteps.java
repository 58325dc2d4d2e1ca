package cn.leiting.lexicon;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** 步骤: the names of the models' elements; what two models call by the same id differently bears both names. */
@Component
class ModelSteps {

    private final Map<String, String> names = new TreeMap<>();

    ModelSteps() {
        try {
            for (Resource model : new PathMatchingResourcePatternResolver().getResources("classpath*:bpmn/*.bpmn")) {
                try (InputStream file = model.getInputStream()) {
                    read(file);
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (XMLStreamException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private void read(InputStream file) throws XMLStreamException {
        XMLInputFactory plain = XMLInputFactory.newFactory();
        plain.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        XMLStreamReader model = plain.createXMLStreamReader(file);
        while (model.hasNext()) {
            if (model.next() == XMLStreamReader.START_ELEMENT) {
                String id = model.getAttributeValue(null, "id");
                String name = model.getAttributeValue(null, "name");
                if (id != null && name != null) {
                    names.merge(id, name, (one, other) -> one.contains(other) ? one : one + "／" + other);
                }
            }
        }
    }

    Map<String, String> names() {
        return Map.copyOf(names);
    }
}
