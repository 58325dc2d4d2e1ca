package cn.leiting.engine;

import cn.leiting.course.Courses;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.pvm.process.TransitionImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.stereotype.Component;

/**
 * Records every sequence flow that a token takes, which the engine's history does not: the review page
 * draws the exact path of it.
 */
@Component
class FlowsTaken extends AbstractBpmnParseListener {

    private final Courses courses;

    FlowsTaken(Courses courses) {
        this.courses = courses;
    }

    @Override
    public void parseSequenceFlow(Element element, ScopeImpl scope, TransitionImpl flow) {
        flow.addListener(ExecutionListener.EVENTNAME_TAKE, (ExecutionListener) execution -> courses.taken(
                execution.getProcessInstanceId(), ((ExecutionEntity) execution).getCurrentTransitionId()));
    }
}
