import { defineConfig } from "vitepress";
import typedocSidebar from "../api/typedoc-sidebar.json" with { type: "json" };

export default defineConfig({
  title: "Favorable",
  description: "Privacy by design as code: declare, enforce, prove.",
  srcExclude: ["**/.snippets/**"],
  themeConfig: {
    search: { provider: "local" },
    nav: [
      { text: "Architecture", link: "/architecture" },
      { text: "API", link: "/api/" },
    ],
    sidebar: [
      {
        text: "Guide",
        items: [
          { text: "Start", link: "/" },
          { text: "Architecture", link: "/architecture" },
          { text: "Review in your build", link: "/review-in-your-build" },
          { text: "The audit log's format", link: "/spec/audit-log" },
        ],
      },
      { text: "Decisions", link: "/decisions/" },
      { text: "API", items: typedocSidebar },
    ],
  },
});
