// SPDX-License-Identifier: Apache-2.0
#include "sites.hpp"

#include <string_view>

namespace idm_synth::asl {
namespace {

template <class P>
void add_filter(Reads& reads, const PathField<P>& field) {
  if (const auto* path = std::get_if<P>(&field.value())) reads.add(*path);
}

template <class T>
void add_field(Reads& reads, const T& field) {
  if (const ReferencePath* path = field.path()) reads.add(*path);
}

/// What reads `$` where it is not the raw input.
Reads without_root(Reads reads) {
  reads.root = false;
  return reads;
}

template <class P>
bool is_everything(const PathField<P>& field) {
  const auto* path = std::get_if<P>(&field.value());
  return !field.is_set() || (path != nullptr && path->text() == "$");
}

bool is_null(const auto& field) {
  return std::holds_alternative<std::nullptr_t>(field.value());
}

/// The fields that a result goes through.
template <class Authored>
void add_result_fields(Reads& reads, const Authored& state) {
  if constexpr (requires { state.result_selector; }) {
    Reads selected = reads;
    selected.add(state.result_selector);
    reads.add(without_root(selected));
  }
  if constexpr (requires { state.result_path; }) {
    // A place inside of the raw input may not fit it.
    if (!is_everything(state.result_path) && !is_null(state.result_path)) reads.root = true;
  }
}

/// Reads the fields of one state.
class Reader {
 public:
  Reader(Site& site, const Cells& cells) : site_{site}, cells_{cells} {}

  void operator()(const Task& task) {
    Reads& enter = site_.enter;
    add_filter(enter, task.input_path);
    Reads inner{cells_};
    add_parameters(inner, task.call.parameters);
    inner.add(task.credentials);
    add_field(inner, task.timeout);
    add_field(inner, task.heartbeat);
    const bool passes_all = !task.call.parameters.is_set();
    add_inner(enter, inner, passes_all, task.input_path);
    finish(task);
  }
  void operator()(const Parallel& parallel) {
    add_filter(site_.enter, parallel.input_path);
    Reads inner{cells_};
    inner.add(parallel.parameters);
    add_inner(site_.enter, inner, !parallel.parameters.is_set(), parallel.input_path);
    finish(parallel);
  }
  void operator()(const Map& map) {
    add_filter(site_.enter, map.input_path);
    Reads inner{cells_};
    if (map.items_path) inner.add(*map.items_path);
    add_field(inner, map.max_concurrency);
    add_inner(site_.enter, inner, true, map.input_path);
    if (map.item_selector) site_.item.add(*map.item_selector);
    finish(map);
  }
  void operator()(const Pass& pass) {
    Reads& enter = site_.enter;
    add_filter(enter, pass.input_path);
    Reads inner{cells_};
    inner.add(pass.parameters);
    inner.add_assign(pass.assign);
    add_inner(enter, inner, false, pass.input_path);
    const bool is_input = !pass.result && !pass.parameters.is_set();
    if (is_input && !is_everything(pass.result_path)) enter.root = true;
    add_result_fields(enter, pass);
    add_filter(enter, pass.output_path);
    add_next(pass.assign, is_input || is_null(pass.result_path));
  }
  void operator()(const Wait& wait) {
    Reads inner{cells_};
    if (const auto* seconds = std::get_if<Seconds>(&wait.time.value())) {
      add_field(inner, *seconds);
    } else {
      const auto& until = std::get<WaitTime::Until>(wait.time.value());
      if (const auto* path = std::get_if<ReferencePath>(&until.timestamp)) inner.add(*path);
      inner.entered_time = true;
    }
    inner.add_assign(wait.assign);
    pass_on(site_.enter, wait, inner);
    add_next(wait.assign, true);
  }
  void operator()(const Choice& choice) {
    Reads conditions{cells_};
    const auto add_way = [&](const Fields& assign, std::size_t next) {
      Reads assigned{cells_};
      assigned.add_assign(assign);
      pass_on(site_.chosen.emplace_back(cells_), choice, assigned);
      site_.enter.add(site_.chosen.back());
      add_edge(next, assign, true);
    };
    const auto& compiled = std::get<CompiledChoice>(site_.state->detail);
    for (std::size_t i = 0; i < compiled.rules.size(); ++i) {
      const StateNode::Rule& rule = site_.node->rules[i];
      conditions.add(rule.when);
      add_way(rule.assign, compiled.rules[i].next);
    }
    if (compiled.otherwise) add_way(choice.assign, *compiled.otherwise);
    add_filter(site_.choose, choice.input_path);
    add_inner(site_.choose, conditions, false, choice.input_path);
    site_.enter.add(site_.choose);
  }
  void operator()(const Succeed& succeed) {
    pass_on(site_.enter, succeed, Reads{cells_});
    site_.edges.push_back({.to = {}, .assigned = {}, .carries_root = true});
  }
  void operator()(const Fail& fail) {
    if (fail.error) site_.enter.add(fail.error->payload());
    if (!fail.cause) return;
    // In a branch or iteration it goes to the Catch of the state around.
    site_.parent ? site_.enter.add(fail.cause->payload())
                 : site_.enter.add_told(fail.cause->payload());
  }

 private:
  /// Any text will do as the message of an alert, but for one with another message in each member.
  void add_parameters(Reads& reads, const Fields& parameters) const {
    const auto& task = std::get<CompiledTask>(site_.state->detail);
    if (!parameters.is_set() || !calls(task.resource, "sns", "publish") ||
        parameters.find("MessageStructure") != nullptr) {
      return reads.add(parameters);
    }
    for (const Field& field : parameters.get()) {
      field.key == "Message" ? reads.add_told(field.value) : reads.add(field.value);
    }
  }

  /// What is read behind an InputPath, or of all that it lets through.
  template <class P>
  static void add_inner(Reads& reads, Reads inner, bool reads_all, const PathField<P>& input_path) {
    inner.root = (inner.root || reads_all) && !is_null(input_path);
    reads.add(inner);
  }

  /// A state whose output is its input.
  template <class Authored>
  static void pass_on(Reads& reads, const Authored& state, const Reads& inner) {
    add_filter(reads, state.input_path);
    add_inner(reads, inner, false, state.input_path);
    add_filter(reads, state.output_path);
  }

  template <class Authored>
  void finish(const Authored& state) {
    Reads& finish = site_.finish;
    Reads assigned{cells_};
    assigned.add_assign(state.assign);
    finish.add(without_root(assigned));
    add_result_fields(finish, state);
    if (is_null(state.result_path) || !is_everything(state.result_path)) {
      add_filter(finish, state.output_path);
    } else {
      Reads output{cells_};
      add_filter(output, state.output_path);
      finish.add(without_root(output));
    }
    add_next(state.assign, is_null(state.result_path));
    for (std::size_t i = 0; i < site_.state->catchers.size(); ++i) {
      const CatchOptions& options = site_.node->catchers[i].options;
      Reads reads{cells_};
      reads.add_assign(options.assign);
      reads.root = options.result_path.is_set() && !is_everything(options.result_path) &&
                   !is_null(options.result_path);
      site_.caught.push_back(reads);
      add_edge(site_.state->catchers[i].next, options.assign, is_null(options.result_path));
    }
  }

  void add_next(const Fields& assign, bool carries_root) {
    Site::Edge edge{.to = {}, .assigned = assigned(assign), .carries_root = carries_root};
    if (site_.state->next) edge.to = site_.region_start + *site_.state->next;
    site_.edges.push_back(std::move(edge));
  }
  void add_edge(std::size_t next, const Fields& assign, bool carries_root) {
    site_.edges.push_back({.to = site_.region_start + next,
                           .assigned = assigned(assign),
                           .carries_root = carries_root});
  }

  [[nodiscard]] std::vector<std::size_t> assigned(const Fields& assign) const {
    std::vector<std::size_t> variables;
    if (!assign.is_set()) return variables;
    for (const Field& field : assign.get()) variables.push_back(cells_.variable(field.key));
    return variables;
  }

  Site& site_;
  const Cells& cells_;
};

/// Whether it may be reached, by a fixed point over the edges and the inner states.
template <class Member>
bool spread(std::vector<Site>& sites, Member member) {
  bool has_changed = false;
  for (Site& site : sites) {
    if (site.*member) continue;
    bool holds = false;
    for (const Site::Edge& edge : site.edges) holds = holds || (edge.to && sites[*edge.to].*member);
    for (const std::size_t child : site.children) holds = holds || sites[child].*member;
    // The end of a branch, or its failure, goes on with the Parallel.
    holds = holds || (site.parent && sites[*site.parent].*member);
    site.*member = holds;
    has_changed = has_changed || holds;
  }
  return has_changed;
}

}  // namespace

bool calls(const std::string& resource, const std::string& service, const std::string& action) {
  constexpr std::string_view states = ":states:::";
  const std::size_t start = resource.find(states);
  if (start == std::string::npos) return false;
  const std::string name = resource.substr(start + states.size());
  return name == service + ":" + action || name == "aws-sdk:" + service + ":" + action;
}

bool may_beat(const std::string& resource) {
  return resource.ends_with(".waitForTaskToken") ||
         resource.find(":activity:") != std::string::npos;
}

Sites::Sites(const Definition& definition, const Program::Machine& machine)
    : cells_{machine.variables}, is_used_(cells_.count(), false) {
  start_ = add_region(definition, machine.root, {}) + machine.root.start;
  for (Site& site : sites_) read(site);
  find_live();
  find_loop_heads();
}

std::size_t Sites::add_region(const Definition& definition, const Region& region,
                              std::optional<std::size_t> parent) {
  const std::size_t start = sites_.size();
  for (std::size_t i = 0; i < region.states.size(); ++i) {
    sites_.push_back({.state = &region.states[i],
                      .node = &definition.states()[i],
                      .region_start = start,
                      .parent = parent,
                      .depth = parent ? sites_[*parent].depth + 1 : 0,
                      .enter = Reads{cells_},
                      .finish = Reads{cells_},
                      .item = Reads{cells_},
                      .choose = Reads{cells_}});
  }
  for (std::size_t i = 0; i < region.states.size(); ++i) {
    std::vector<const Region*> inner;
    if (const auto* parallel = std::get_if<CompiledParallel>(&region.states[i].detail)) {
      for (const Region& branch : parallel->branches) inner.push_back(&branch);
    } else if (const auto* map = std::get_if<CompiledMap>(&region.states[i].detail)) {
      inner.push_back(&map->processor);
    }
    std::size_t part_number = 0;
    Definition::for_each_part(definition.states()[i].state, [&](const Definition& part) {
      const Region& part_region = *inner[part_number++];
      const std::size_t child = add_region(part, part_region, start + i) + part_region.start;
      sites_[start + i].children.push_back(child);
    });
  }
  return start;
}

void Sites::read(Site& site) {
  std::visit(Reader{site, cells_}, site.node->state);
  const auto take = [&](const Reads& reads) {
    depends_on_time_ = depends_on_time_ || reads.entered_time;
    site.counts_retries = site.counts_retries || reads.retry_count;
    for (const std::size_t cell : reads.used_cells()) is_used_[cell] = true;
  };
  for (const Reads* reads : {&site.enter, &site.finish, &site.item}) take(*reads);
  for (const Reads& reads : site.caught) take(reads);
}

void Sites::find_live() {
  for (Site& site : sites_) {
    site.live.assign(cells_.count(), false);
    if (const auto* task = std::get_if<CompiledTask>(&site.state->detail)) {
      site.may_start = calls(task->resource, "rds", "startExportTask");
      site.may_ask = calls(task->resource, "rds", "describeExportTasks");
    }
    for (const Site::Edge& edge : site.edges) {
      site.may_succeed = site.may_succeed || (!edge.to && !site.parent);
    }
  }
  while (spread(sites_, &Site::may_start) || spread(sites_, &Site::may_ask) ||
         spread(sites_, &Site::may_succeed)) {
  }
  bool has_changed = true;
  while (has_changed) {
    has_changed = false;
    for (auto site = sites_.rbegin(); site != sites_.rend(); ++site) {
      has_changed = update_live(*site) || has_changed;
    }
  }
  for (Site& site : sites_) {
    for (const bool is_live : site.live) site.kept.push_back(is_live ? ~std::uint32_t{0} : 0);
  }
}

bool Sites::update_live(Site& site) {
  Reads reads = site.enter;
  reads.add(site.finish);
  reads.add(without_root(site.item));
  for (const Reads& caught : site.caught) reads.add(caught);
  std::vector<bool> live(cells_.count(), false);
  bool is_root_live = reads.root;
  for (const std::size_t cell : reads.cells()) live[cell] = true;
  for (const std::size_t child : site.children) {
    for (std::size_t i = 0; i < live.size(); ++i) live[i] = live[i] || sites_[child].live[i];
  }
  for (const Site::Edge& edge : site.edges) {
    if (!edge.to) {
      is_root_live = is_root_live || (edge.carries_root && site.parent.has_value());
      continue;
    }
    const Site& to = sites_[*edge.to];
    std::vector<bool> needed = to.live;
    for (const std::size_t variable : edge.assigned) needed[variable] = false;
    for (std::size_t i = 0; i < live.size(); ++i) live[i] = live[i] || needed[i];
    is_root_live = is_root_live || (edge.carries_root && to.is_root_live);
  }
  const bool has_changed = live != site.live || is_root_live != site.is_root_live;
  site.live = std::move(live);
  site.is_root_live = is_root_live;
  return has_changed;
}

void Sites::find_loop_heads() {
  enum class Mark : std::uint8_t { unseen, open, done };
  std::vector<Mark> marks(sites_.size(), Mark::unseen);
  const auto visit = [&](const auto& self, std::size_t number) -> void {
    Site& site = sites_[number];
    if (std::holds_alternative<CompiledTask>(site.state->detail)) return;
    marks[number] = Mark::open;
    for (const Site::Edge& edge : site.edges) {
      if (!edge.to) continue;
      if (marks[*edge.to] == Mark::open) sites_[*edge.to].is_loop_head = true;
      if (marks[*edge.to] == Mark::unseen) self(self, *edge.to);
    }
    marks[number] = Mark::done;
  };
  for (std::size_t i = 0; i < sites_.size(); ++i) {
    if (marks[i] == Mark::unseen) visit(visit, i);
  }
}

}  // namespace idm_synth::asl
