printf 'C\\\\+\\\\+ and <li>Node&#46;js</li> **Go** and Rust\n&lt;p&gt;Java&lt;b&gt;Script&lt;/b&gt;, scikit\\-learn\nSkills:\\nPython\\nC&#35;\n' | "$S" extract
